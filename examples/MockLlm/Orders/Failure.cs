namespace BenchHub.MockLlm;

/// <summary>Why there is no answer, before it takes a provider's shape.</summary>
/// <param name="Status">As OpenAI gives it.</param>
/// <param name="Code">OpenAI's machine-readable word.</param>
/// <param name="Sentence">For a person.</param>
/// <param name="RetryAfter">What the caller is asked to wait.</param>
internal sealed record Failure(int Status, string Code, string Sentence, TimeSpan? RetryAfter = null)
{
    public const string Quota = "insufficient_quota";

    public static Failure Bad(string sentence) => new(400, "invalid_request", sentence);

    public static Failure Throttled(string why, TimeSpan retryAfter) => new(429, "rate_limit_exceeded", $"Too many requests: {why}.", retryAfter);

    public static Failure OnPurpose(int status, string why, TimeSpan retryAfter) => status switch
    {
        429 => Throttled(why, retryAfter),
        401 => new(401, "invalid_api_key", $"The API key is refused: {why}."),
        404 => new(404, "model_not_found", $"There is no such model: {why}."),
        _ => new(status, status >= 500 ? "server_error" : "refused", $"This request fails on purpose: {why}.", status == 503 ? retryAfter : null),
    };
}

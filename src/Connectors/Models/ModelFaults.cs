using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Models;

/// <summary>What went wrong at a provider, with what to do about it.</summary>
internal static class ModelFaults
{
    private static readonly string[] Overflows =
    [
        "context_length", "context length", "context window", "maximum context", "prompt is too long", "input token count",
        "too many tokens", "tokens + `max_new_tokens`", "must have less than", "exceeds the available context", "reduce the length",
    ];

    private static readonly string[] Spent =
        ["insufficient_quota", "insufficient_balance", "insufficient balance", "billing_", "billing details", "credit balance", "payment_required"];

    private static readonly string[] Keys =
        ["authentication_error", "invalid_api_key", "api_key_invalid", "unauthenticated", "api key not valid"];

    /// <summary>The prompt itself was held back, which some tell as an error of the request.</summary>
    public static bool IsFiltered(int status, ErrorBody? error) =>
        status == 400 && error is not null && error.Words.Split(' ').Any(static word => word is "content_filter" or "content_policy_violation");

    public static bool IsKeyRefused(int status, ErrorBody? error) => Cause(status, Words(error), isRetryTold: true).Cause == WrongKey;

    /// <summary>Of an answer with another status than 2xx.</summary>
    public static CallFailedException Of(OutboundCall call, OutboundAnswer answer, ErrorBody? error)
    {
        if (error is null)
        {
            var (cause, isFinal) = Cause((int)answer.Status, "", isRetryTold: true);
            var plain = answer.Failure(call, CallFailure.Status, cause);
            return isFinal ? Final(plain) : plain;
        }

        return Told(call, (int)answer.Status, $"answered {(int)answer.Status}", error, answer.RetryAfter ?? error.RetryAfter);
    }

    /// <summary>Of an error that comes as an event, after 200 was answered.</summary>
    public static CallFailedException InStream(OutboundCall call, ErrorBody error) =>
        Told(call, error.Status ?? StatusOf(error.Words), "broke off its stream", error, error.RetryAfter, hadBegun: true);

    public static string Tools(IEnumerable<string> names) =>
        $"the model wants to call {string.Join(", ", names.Distinct().Select(static name => $"'{Excerpt.Of(name, [])}'"))} instead of answering; "
        + "take the tools out of the request (model.extra) or off the server";

    private static CallFailedException Told(OutboundCall call, int status, string what, ErrorBody error, TimeSpan? wait, bool hadBegun = false)
    {
        var (cause, isFinal) = Cause(status, Words(error), wait is not null);
        var secrets = call.SecretHeaders.Values;
        var words = Excerpt.Of(error.Message ?? error.Words, secrets);
        return new(CallFailure.Status, $"{call} {what}{(cause is null ? "" : $": {cause}")}.{(words.Length == 0 ? "" : $" It says: {words}")}")
        {
            StatusCode = status,
            RetryAfter = wait,
            IsFinal = isFinal,
            HadBegun = hadBegun,
        };
    }

    private static (string? Cause, bool IsFinal) Cause(int status, string words, bool isRetryTold) => status switch
    {
        // Google tells of a limit per minute in the words of a spent account, but then says when to come back.
        402 => (NoQuota, true),
        < 500 when Has(words, Spent) && !(status == 429 && isRetryTold && !words.Contains("insufficient", StringComparison.Ordinal)) => (NoQuota, true),
        401 => (WrongKey, false),
        400 or 403 when Has(words, Keys) => (WrongKey, false),
        403 => ("the key may not ask this model; give it the right to, or use another key", false),
        404 => ("there is no such model or path; check model.name, model.provider and the url", false),
        429 => ("too many requests at once; if this lasts, lower limits.concurrency or limits.callsPerSecond, or raise limits.retries", false),
        400 or 413 or 422 when Has(words, Overflows) =>
            ("the request and the answer it allows do not fit the model's context; shorten the item, use fewer examples, or lower the task's or the model's maxTokens", false),
        400 or 422 => ("the provider refuses a field of the request; check model.* of the registration, above all model.extra", false),
        503 or 529 => ("the service is overloaded or starting; if this lasts, lower limits.concurrency or run again later", false),
        >= 500 => ("the service failed; if this lasts, look at its own log or status page", false),
        _ => (null, false),
    };

    private const string NoQuota = "the account has no quota left, so asking again is of no use; add credit or raise its limit at the provider, then retry the failed items";
    private const string WrongKey = "the key is missing or not accepted; register a valid one (apiKey)";

    private static string Words(ErrorBody? error) => $"{error?.Words} {error?.Message}".ToLowerInvariant();

    private static bool Has(string words, string[] signs) => signs.Any(sign => words.Contains(sign, StringComparison.Ordinal));

    private static int StatusOf(string words) =>
        words.Contains("rate_limit", StringComparison.Ordinal) ? 429
        : words.Contains("overloaded", StringComparison.Ordinal) ? 503
        : words.Contains("invalid", StringComparison.Ordinal) || words.Contains("validation", StringComparison.Ordinal) ? 400
        : 500;

    private static CallFailedException Final(CallFailedException failure) =>
        new(failure.Kind, failure.Message, failure.InnerException) { StatusCode = failure.StatusCode, RetryAfter = failure.RetryAfter, IsFinal = true };
}

using System.Net;

namespace BenchHub.Connectors.Net;

internal sealed record OutboundAnswer(HttpStatusCode Status, string? ContentType, AnswerBuffer Body, TimeSpan Latency) : IDisposable
{
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public void Dispose() => Body.Dispose();

    /// <summary>An answer that is of no use, in words: status, type and how it begins.</summary>
    public CallFailedException Failure(OutboundCall call, CallFailure kind, string? why, Exception? inner = null)
    {
        var excerpt = Excerpt.Of(Body.Bytes.Span, call.SecretHeaders.Values);
        var begins = excerpt.Length == 0 ? "The body is empty." : $"It begins: {excerpt}";
        var reason = why is null ? "" : $": {why}";
        return new(kind, $"{call} answered {(int)Status} ({ContentType ?? "no content type"}){reason}. {begins}", inner)
        {
            StatusCode = kind is CallFailure.Status ? (int)Status : null,
            RetryAfter = RetryAfter,
        };
    }
}

using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>Asks a RAG service for an answer in words. Safe to use from many threads at once.</summary>
public sealed class AnswerClient
{
    private readonly OutboundHttp _http;
    private readonly Retrying _retrying;

    internal AnswerClient(OutboundHttp http, Retrying retrying)
    {
        _http = http;
        _retrying = retrying;
    }

    /// <summary>
    /// One question as the registration describes it, asked again up to <see cref="SystemLimits.Retries"/> times where it
    /// failed for a reason that may pass (no connection, timeout, 408, 429, 5xx).
    /// </summary>
    /// <param name="spec">Of kind <see cref="SystemKind.RagAnswer"/>.</param>
    /// <param name="secretHeaders">Sent with the question and kept out of every message.</param>
    /// <param name="question">What to ask.</param>
    /// <param name="failed">Hears of each attempt that failed, as soon as it did.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="CallFailedException">No attempt gave a usable answer; tells of the last one.</exception>
    public async Task<RagAnswer> Ask(
        SystemSpec spec,
        IReadOnlyDictionary<string, string> secretHeaders,
        string question,
        Action<CallFailedException>? failed,
        CancellationToken cancellationToken)
    {
        var mapping = spec.Answer ?? throw new CallFailedException(CallFailure.Refused, $"{spec.Name} does not answer questions: it is registered without a field answer.");
        var (call, reader) = SystemCalls.Prepared(spec, () => (SystemCalls.Answer(spec, mapping, secretHeaders, question), new RagAnswerReader(mapping)));
        var (((text, contexts), latency), attempts) = await _retrying.Run(
            spec.Limits.Retries, ct => _http.Ask(call, reader.Read, ct), failed, cancellationToken);
        return new(text, contexts, latency, attempts);
    }
}

using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>Asks a retrieval service for documents. Safe to use from many threads at once.</summary>
public sealed class RetrievalClient
{
    private readonly OutboundHttp _http;
    private readonly Retrying _retrying;

    internal RetrievalClient(OutboundHttp http, Retrying retrying)
    {
        _http = http;
        _retrying = retrying;
    }

    /// <inheritdoc cref="Retrieve(SystemSpec, IReadOnlyDictionary{string, string}, string, int, bool, Action{CallFailedException}, CancellationToken)"/>
    public Task<RetrievalAnswer> Retrieve(
        SystemSpec spec,
        IReadOnlyDictionary<string, string> secretHeaders,
        string query,
        int topK,
        CancellationToken cancellationToken) =>
        Retrieve(spec, secretHeaders, query, topK, withText: false, failed: null, cancellationToken);

    /// <summary>
    /// One call as the registration describes it, repeated up to <see cref="SystemLimits.Retries"/> times where it
    /// failed for a reason that may pass (no connection, timeout, 408, 429, 5xx). The documents' texts are read only
    /// <paramref name="withText"/>; <paramref name="failed"/> hears of each attempt that failed, as soon as it did.
    /// </summary>
    /// <exception cref="CallFailedException">No attempt gave a usable answer; tells of the last one.</exception>
    public async Task<RetrievalAnswer> Retrieve(
        SystemSpec spec,
        IReadOnlyDictionary<string, string> secretHeaders,
        string query,
        int topK,
        bool withText,
        Action<CallFailedException>? failed,
        CancellationToken cancellationToken)
    {
        var (call, reader) = SystemCalls.Prepared(
            spec, () => (SystemCalls.Retrieve(spec, secretHeaders, query, topK), new RetrievalAnswerReader(spec.Retrieve, withText)));
        var ((documents, latency), attempts) = await _retrying.Run(
            spec.Limits.Retries, ct => _http.Ask(call, body => reader.Read(body, topK), ct), failed, cancellationToken);
        return new(documents, latency, attempts);
    }

    /// <summary>As <see cref="Retrieve(SystemSpec, IReadOnlyDictionary{string, string}, string, int, CancellationToken)"/>, for a vector.</summary>
    internal async Task<double[]> Embed(
        SystemSpec spec,
        EmbedMapping mapping,
        IReadOnlyDictionary<string, string> secretHeaders,
        string text,
        CancellationToken cancellationToken)
    {
        var call = SystemCalls.Prepared(spec, () => SystemCalls.Embed(spec, mapping, secretHeaders, text));
        var ((vector, _), _) = await _retrying.Run(
            spec.Limits.Retries, ct => _http.Ask(call, body => VectorReader.Read(body, mapping), ct), failed: null, cancellationToken);
        return vector;
    }
}

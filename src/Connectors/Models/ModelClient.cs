using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Asks a language model, whoever provides it. Safe to use from many threads at once.</summary>
public sealed class ModelClient
{
    private readonly ModelExchange _exchange;
    private readonly Retrying _retrying;

    internal ModelClient(OutboundHttp http, Retrying retrying)
    {
        _exchange = new(http);
        _retrying = retrying;
    }

    /// <summary>
    /// One request, repeated up to <see cref="SystemLimits.Retries"/> times where it failed for a reason that may pass
    /// (no connection, timeout, a stream that broke off, 408, 429 other than a spent account, 5xx), after the wait that the
    /// provider asks for. An empty completion and one that a content filter held back are answers: their finish reason tells.
    /// </summary>
    /// <param name="spec">Of kind <see cref="SystemKind.Llm"/>.</param>
    /// <param name="secretHeaders">Sent with the request and kept out of every message.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="failed">Hears of each attempt that failed, as soon as it did.</param>
    /// <param name="begin">Waited for before each attempt; what it throws ends the call.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="CallFailedException">No attempt gave a usable answer; tells of the last one.</exception>
    public async Task<ModelAnswer> Ask(
        SystemSpec spec,
        IReadOnlyDictionary<string, string> secretHeaders,
        ModelRequest request,
        Action<CallFailedException>? failed,
        Func<CancellationToken, ValueTask>? begin,
        CancellationToken cancellationToken)
    {
        var (exchanged, attempts) = await _retrying.Run(spec.Limits.Retries, Attempt, failed, cancellationToken);
        var reply = exchanged.Reply;
        return new(reply.Text, reply.FinishReason, TokenEstimate.Complete(reply.Tokens, spec.Model!, request, reply.Text), exchanged.Latency, attempts)
        {
            LogLikelihood = reply.LogLikelihood,
            IsGreedy = reply.IsGreedy,
            FirstToken = exchanged.FirstToken,
        };

        async ValueTask<ModelExchanged> Attempt(CancellationToken ct)
        {
            await (begin?.Invoke(ct) ?? ValueTask.CompletedTask);
            return await _exchange.Ask(spec, secretHeaders, request, ct);
        }
    }

    /// <inheritdoc cref="Ask(SystemSpec, IReadOnlyDictionary{string, string}, ModelRequest, Action{CallFailedException}?, Func{CancellationToken, ValueTask}?, CancellationToken)"/>
    public Task<ModelAnswer> Ask(
        SystemSpec spec,
        IReadOnlyDictionary<string, string> secretHeaders,
        ModelRequest request,
        Action<CallFailedException>? failed,
        CancellationToken cancellationToken) => Ask(spec, secretHeaders, request, failed, begin: null, cancellationToken);

    /// <summary>One attempt, piece by piece as they arrive.</summary>
    /// <exception cref="CallFailedException">It failed; pieces that came before are part of no answer.</exception>
    internal IAsyncEnumerable<(ModelReply Piece, TimeSpan Elapsed)> Stream(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, ModelRequest request, CancellationToken cancellationToken) =>
        _exchange.Pieces(spec with { Model = spec.Model! with { Streams = true } }, secretHeaders, request, cancellationToken);
}

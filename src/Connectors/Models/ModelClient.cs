using System.Text;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Asks a language model, whoever provides it. Safe to use from many threads at once.</summary>
public sealed class ModelClient
{
    private readonly OutboundHttp _http;
    private readonly Retrying _retrying;
    private readonly Dictionary<ModelProvider, IModelProtocol> _protocols;

    internal ModelClient(OutboundHttp http, Retrying retrying, IEnumerable<IModelProtocol> protocols)
    {
        _http = http;
        _retrying = retrying;
        _protocols = protocols.ToDictionary(static protocol => protocol.Provider);
    }

    /// <summary>
    /// One request, repeated up to <see cref="SystemLimits.Retries"/> times where it failed for a reason that may pass
    /// (no connection, timeout, 408, 429, 5xx).
    /// </summary>
    /// <param name="spec">Of kind <see cref="SystemKind.Llm"/>.</param>
    /// <param name="secretHeaders">Sent with the request and kept out of every message.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="failed">Hears of each attempt that failed, as soon as it did.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="CallFailedException">No attempt gave a usable answer; tells of the last one.</exception>
    public async Task<ModelAnswer> Ask(
        SystemSpec spec,
        IReadOnlyDictionary<string, string> secretHeaders,
        ModelRequest request,
        Action<CallFailedException>? failed,
        CancellationToken cancellationToken)
    {
        var protocol = _protocols[spec.Model!.Provider];
        var call = Call(spec, secretHeaders, protocol.Call(spec.Model, request));
        var ((reply, latency), attempts) = await _retrying.Run(
            spec.Limits.Retries, ct => _http.Ask(call, Read, ct), failed, cancellationToken);
        return new(reply.Text, reply.FinishReason, reply.Tokens!, latency, attempts) { LogLikelihood = reply.LogLikelihood, IsGreedy = reply.IsGreedy };

        ModelReply Read(ReadOnlyMemory<byte> body)
        {
            using var json = AnswerJson.Parse(body);
            return protocol.Read(json.RootElement, request);
        }
    }

    private static OutboundCall Call(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, ModelCall call)
    {
        var (url, problem) = UserUrl.ParseBase(spec.Url);
        return url is null
            ? throw new CallFailedException(CallFailure.Refused, problem!)
            : new(HttpMethod.Post, UserUrl.Below(url, call.Path), spec.Limits.CallTimeout)
            {
                SecretHeaders = secretHeaders,
                AnswerBytes = spec.Limits.AnswerBytes,
                Body = Encoding.UTF8.GetBytes(call.Body.ToJsonString()),
            };
    }
}

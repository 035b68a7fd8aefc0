using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>One attempt to ask a model, whole or as a stream.</summary>
internal sealed class ModelExchange(OutboundHttp http)
{
    private const string Events = "text/event-stream";
    private static readonly Dictionary<string, string> AcceptEvents = new() { ["Accept"] = $"{Events}, application/json" };

    /// <exception cref="CallFailedException">There is no usable answer.</exception>
    public async ValueTask<ModelExchanged> Ask(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, ModelRequest request, CancellationToken cancellationToken)
    {
        var assembly = new ReplyAssembly();
        await foreach (var (piece, elapsed) in Pieces(spec, secretHeaders, request, cancellationToken))
        {
            assembly.Add(piece, elapsed);
        }

        return assembly.ToExchanged(request);
    }

    /// <summary>
    /// What arrives, with the time since the call was begun; one piece where the answer is no stream. The last one says why
    /// the model stopped.
    /// </summary>
    /// <exception cref="CallFailedException">There is no usable answer, or it ends before its end.</exception>
    public async IAsyncEnumerable<(ModelReply Piece, TimeSpan Elapsed)> Pieces(
        SystemSpec spec,
        IReadOnlyDictionary<string, string> secretHeaders,
        ModelRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = spec.Model ?? throw new CallFailedException(CallFailure.Refused, $"{spec.Name} is no language model: it is registered without a field model.");
        var protocol = ModelProtocols.Of(model.Provider);
        var (call, streams) = Prepare(protocol, spec, secretHeaders, request);
        var reader = new ReplyReader(protocol, call, request);
        using var response = await http.Open(call, cancellationToken);
        if (!streams || !response.IsSuccess || response.ContentType != Events)
        {
            using var answer = await response.Whole();
            yield return (reader.Read(answer), answer.Latency);
            yield break;
        }

        var (isEnded, isSilent, tools) = (false, true, new List<string>());
        await using var body = await response.Body();
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.Data == "[DONE]")
            {
                isEnded = true;
                break;
            }

            var piece = reader.Read(item.Data);
            isEnded |= piece.IsEnd || piece.FinishReason is not null;
            isSilent &= piece.Text.Length == 0;
            tools.AddRange(piece.Tools);
            yield return (piece, response.Elapsed);
            if (piece.IsEnd)
            {
                break;
            }
        }

        if (!isEnded)
        {
            throw new CallFailedException(CallFailure.Unreachable, $"{call} ended its stream before the answer was complete (truncated).") { HadBegun = true };
        }

        if (isSilent && tools.Count > 0)
        {
            throw reader.Wants(tools);
        }

        yield return (new(), response.Elapsed);
    }

    private static (OutboundCall Call, bool Streams) Prepare(
        IModelProtocol protocol, SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, ModelRequest request)
    {
        var (url, problem) = UserUrl.ParseBase(spec.Url);
        if (url is null)
        {
            throw new CallFailedException(CallFailure.Refused, problem!);
        }

        try
        {
            var call = protocol.Call(spec.Model!, request);
            return (new(HttpMethod.Post, UserUrl.Below(url, call.Path), spec.Limits.CallTimeout)
            {
                Headers = call.Streams ? protocol.Headers.Concat(AcceptEvents).ToDictionary() : protocol.Headers,
                SecretHeaders = secretHeaders,
                AnswerBytes = spec.Limits.AnswerBytes,
                Body = Encoding.UTF8.GetBytes(call.Body.ToJsonString()),
            }, call.Streams);
        }
        catch (Exception wrong) when (wrong is NotSupportedException or JsonException)
        {
            // SpecValidation finds the latter before a model is registered.
            throw new CallFailedException(CallFailure.Refused, $"{spec.Name} cannot be asked this: {wrong.Message}", wrong);
        }
    }
}

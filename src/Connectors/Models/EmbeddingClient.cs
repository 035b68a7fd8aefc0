using System.Text;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Asks a provider for vectors of texts. Safe to use from many threads at once.</summary>
public sealed class EmbeddingClient
{
    /// <summary>Texts of one request: what the strictest of the usual servers (TEI) takes without being configured.</summary>
    public const int TextsOfARequest = 32;

    private readonly OutboundHttp _http;
    private readonly Retrying _retrying;

    internal EmbeddingClient(OutboundHttp http, Retrying retrying)
    {
        _http = http;
        _retrying = retrying;
    }

    /// <summary>
    /// The vectors of all texts, by requests of at most <see cref="TextsOfARequest"/> one after another, each repeated as
    /// <see cref="ModelClient"/> repeats its own.
    /// </summary>
    /// <param name="spec">With an <see cref="SystemSpec.Embedding"/>.</param>
    /// <param name="secretHeaders">Sent with each request and kept out of every message.</param>
    /// <param name="texts">What to embed.</param>
    /// <param name="failed">Hears of each attempt that failed, as soon as it did.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CallFailedException">A request got no usable answer; tells of its last attempt.</exception>
    public async Task<EmbeddingAnswer> Embed(
        SystemSpec spec,
        IReadOnlyDictionary<string, string> secretHeaders,
        IReadOnlyList<string> texts,
        Action<CallFailedException>? failed,
        CancellationToken cancellationToken)
    {
        if (spec is not { Model: { } model, Embedding: { } embedding })
        {
            throw new CallFailedException(CallFailure.Refused, $"{spec.Name} has no embedding model; register it with embedding.model.");
        }

        var protocol = EmbeddingProtocols.Of(model.Provider);
        var (vectors, tokens, isCounted) = (new List<float[]>(texts.Count), 0, false);
        foreach (var batch in texts.Chunk(TextsOfARequest))
        {
            var call = Call(spec, protocol, embedding, secretHeaders, batch);
            var ((read, told), _) = await _retrying.Run(spec.Limits.Retries, ct => Attempt(call, protocol, batch.Length, ct), failed, cancellationToken);
            vectors.AddRange(read);
            tokens += told ?? batch.Sum(static text => TokenEstimate.Of(text));
            isCounted |= told is null;
            Check(call, vectors, embedding.Dimensions);
        }

        return new(vectors, tokens, isCounted);
    }

    private static OutboundCall Call(
        SystemSpec spec, IEmbeddingProtocol protocol, EmbeddingSpec embedding, IReadOnlyDictionary<string, string> secretHeaders, string[] texts)
    {
        var (url, problem) = UserUrl.ParseBase(spec.Url);
        var (path, body) = protocol.Call(embedding, texts);
        return new(HttpMethod.Post, UserUrl.Below(url ?? throw new CallFailedException(CallFailure.Refused, problem!), path), spec.Limits.CallTimeout)
        {
            SecretHeaders = secretHeaders,
            AnswerBytes = spec.Limits.AnswerBytes,
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
        };
    }

    private async ValueTask<(float[][] Vectors, int? Tokens)> Attempt(OutboundCall call, IEmbeddingProtocol protocol, int texts, CancellationToken ct)
    {
        using var answer = await _http.Send(call, ct);
        if (!answer.IsSuccess)
        {
            throw ModelFaults.Of(call, answer, ErrorBody.Read(answer.Body.Bytes));
        }

        try
        {
            using var json = AnswerJson.Parse(answer.Body.Bytes);
            return protocol.Read(json.RootElement, texts);
        }
        catch (AnswerFormatException wrong)
        {
            throw answer.Failure(call, CallFailure.Malformed, Excerpt.Without(call.SecretHeaders.Values, wrong.Message));
        }
    }

    private static void Check(OutboundCall call, List<float[]> vectors, int? dimensions)
    {
        try
        {
            EmbeddingVector.CheckLengths(vectors, dimensions);
        }
        catch (AnswerFormatException wrong)
        {
            throw new CallFailedException(CallFailure.Malformed, $"{call} answered vectors that do not fit: {wrong.Message}.", wrong);
        }
    }
}

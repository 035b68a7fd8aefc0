using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models.Batches;

/// <summary>Batches of providers that take them as OpenAI does.</summary>
public sealed class ModelBatches
{
    private readonly OutboundHttp _http;
    private readonly Retrying _retrying;

    internal ModelBatches(OutboundHttp http, Retrying retrying) => (_http, _retrying) = (http, retrying);

    /// <summary>Whether the provider's batches are known here.</summary>
    public static bool Knows(ModelProvider provider) => provider is ModelProvider.OpenAi;

    /// <param name="spec">Of kind <see cref="SystemKind.Llm"/>, of a provider that <see cref="Knows"/> tells.</param>
    /// <param name="secretHeaders">Sent with each call and kept out of every message.</param>
    /// <exception cref="CallFailedException">The address is none.</exception>
    public BatchClient Open(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders)
    {
        var (url, problem) = UserUrl.ParseBase(spec.Url);
        return new(_http, _retrying, spec, url ?? throw new CallFailedException(CallFailure.Refused, problem!), secretHeaders);
    }
}

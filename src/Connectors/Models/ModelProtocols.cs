using System.Collections.Frozen;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

internal static class ModelProtocols
{
    private static readonly FrozenDictionary<ModelProvider, IModelProtocol> ByProvider =
        new IModelProtocol[] { new OpenAiProtocol(), new AnthropicProtocol(), new GeminiProtocol(), new HuggingFaceProtocol() }
            .ToFrozenDictionary(static protocol => protocol.Provider);

    /// <exception cref="CallFailedException">The provider is none that the hub knows.</exception>
    public static IModelProtocol Of(ModelProvider provider) =>
        ByProvider.GetValueOrDefault(provider)
        ?? throw new CallFailedException(CallFailure.Refused, $"The provider {provider} is unknown; it is openai, anthropic, gemini or huggingface.");
}

using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>How one provider wants to be asked for vectors and how it answers. Pure.</summary>
internal interface IEmbeddingProtocol
{
    /// <returns>The path below the system's base address, and JSON to post.</returns>
    (string Path, JsonObject Body) Call(EmbeddingSpec spec, IReadOnlyList<string> texts);

    /// <returns>The vectors in the order of the texts, and the tokens where the provider tells them.</returns>
    /// <exception cref="Systems.AnswerFormatException">The answer does not have the shape.</exception>
    (float[][] Vectors, int? Tokens) Read(JsonElement answer, int texts);
}

internal static class EmbeddingProtocols
{
    private static readonly FrozenDictionary<ModelProvider, IEmbeddingProtocol> ByProvider = new Dictionary<ModelProvider, IEmbeddingProtocol>
    {
        [ModelProvider.OpenAi] = new OpenAiEmbedding(),
        [ModelProvider.Gemini] = new GeminiEmbedding(),
    }.ToFrozenDictionary();

    public static bool Has(ModelProvider provider) => ByProvider.ContainsKey(provider);

    /// <exception cref="CallFailedException">The provider offers no embeddings.</exception>
    public static IEmbeddingProtocol Of(ModelProvider provider) => ByProvider.GetValueOrDefault(provider)
        ?? throw new CallFailedException(CallFailure.Refused, $"{provider} offers no embeddings; openai and gemini do.");
}

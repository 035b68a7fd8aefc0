using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Google's <c>batchEmbedContents</c>, which answers in order and tells no tokens.</summary>
internal sealed class GeminiEmbedding : IEmbeddingProtocol
{
    private const string Models = "models/";

    public (string Path, JsonObject Body) Call(EmbeddingSpec spec, IReadOnlyList<string> texts)
    {
        var name = spec.Model.StartsWith(Models, StringComparison.Ordinal) ? spec.Model[Models.Length..] : spec.Model;
        return (
            $"{Models}{Uri.EscapeDataString(name)}:batchEmbedContents",
            new JsonObject { ["requests"] = new JsonArray([.. texts.Select(text => Request(Models + name, text, spec.Dimensions))]) });
    }

    public (float[][] Vectors, int? Tokens) Read(JsonElement answer, int texts)
    {
        var entries = answer.NeededList("embeddings");
        return entries.Length == texts
            ? ([.. entries.Select(static (entry, index) => EmbeddingVector.Read(entry.NeededList("values"), index))], null)
            : throw new AnswerFormatException($"'embeddings' has {entries.Length} entries for {texts} texts");
    }

    private static JsonObject Request(string model, string text, int? dimensions)
    {
        var request = new JsonObject
        {
            ["model"] = model,
            ["content"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = text }) },
        };
        if (dimensions is { } wanted)
        {
            request["outputDimensionality"] = wanted;
        }

        return request;
    }
}

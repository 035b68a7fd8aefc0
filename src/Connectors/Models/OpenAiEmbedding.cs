using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Embeddings as OpenAI, vLLM, TEI, Ollama and many others offer them; entries may come in any order.</summary>
internal sealed class OpenAiEmbedding : IEmbeddingProtocol
{
    public (string Path, JsonObject Body) Call(EmbeddingSpec spec, IReadOnlyList<string> texts)
    {
        var body = new JsonObject { ["model"] = spec.Model, ["input"] = new JsonArray([.. texts.Select(static text => (JsonNode)text)]) };
        if (spec.Dimensions is { } dimensions)
        {
            body["dimensions"] = dimensions;
        }

        return ("embeddings", body);
    }

    public (float[][] Vectors, int? Tokens) Read(JsonElement answer, int texts)
    {
        var data = answer.NeededList("data");
        if (data.Length != texts)
        {
            throw new AnswerFormatException($"'data' has {data.Length} entries for {texts} texts");
        }

        var vectors = new float[texts][];
        foreach (var (place, entry) in data.Index())
        {
            // Servers that leave the index out answer in order.
            var index = ((JsonElement?)entry).Count("index") ?? place;
            if (index >= texts || vectors[index] is not null)
            {
                throw new AnswerFormatException($"the entry at 'data[{place}]' has the index {index}, which {(index >= texts ? "belongs to no text" : "another one has too")}");
            }

            vectors[index] = EmbeddingVector.Read(entry.NeededList("embedding"), index);
        }

        return (vectors, answer.Object("usage").Count("prompt_tokens"));
    }
}

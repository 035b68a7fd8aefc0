using System.Text.Json.Nodes;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>What a budget has to set aside for an answer.</summary>
public static class AnswerLimit
{
    private static readonly string[] Fields = ["max_completion_tokens", "max_tokens", "max_new_tokens", "maxOutputTokens"];

    /// <summary>The most tokens that the answer may have, as the request's body says it, <see cref="ModelSpec.Extra"/> included.</summary>
    /// <returns>Null where nothing bounds it.</returns>
    /// <exception cref="NotSupportedException">The provider cannot do what is asked.</exception>
    public static int? Of(ModelSpec model, ModelRequest request)
    {
        var body = ModelProtocols.Of(model.Provider).Call(model, request).Body;
        JsonObject?[] places = [body, body["parameters"] as JsonObject, body["generationConfig"] as JsonObject];
        return places.SelectMany(static place => Fields.Select(field => Number(place?[field]))).FirstOrDefault(static limit => limit is not null);
    }

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}

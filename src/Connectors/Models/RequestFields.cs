using System.Text.Json.Nodes;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>What the bodies of all providers share.</summary>
internal static class RequestFields
{
    /// <summary>Sets the field where there is a value.</summary>
    public static void Set<T>(this JsonObject body, string field, T? value)
        where T : struct
    {
        if (value is { } given)
        {
            body[field] = JsonValue.Create(given);
        }
    }

    public static void SetList(this JsonObject body, string field, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            body[field] = new JsonArray([.. texts.Select(static text => JsonValue.Create(text))]);
        }
    }

    /// <summary>The registration's own fields as a merge patch (RFC 7396): an object goes into an object, null removes.</summary>
    public static JsonObject With(this JsonObject body, ModelSpec model)
    {
        foreach (var (field, json) in model.Extra)
        {
            Merge(body, field, JsonNode.Parse(json));
        }

        return body;
    }

    /// <summary>The registration's instruction, then the request's turns; a text to go on with is what the user says.</summary>
    public static IEnumerable<ModelTurn> Conversation(ModelSpec model, ModelRequest request)
    {
        var turns = request.Prompt is { } prompt ? [new("user", prompt)] : request.Turns;
        return model.Instruction is { } instruction ? turns.Prepend(new("system", instruction)) : turns;
    }

    private static void Merge(JsonObject target, string field, JsonNode? patch)
    {
        if (patch is null)
        {
            target.Remove(field);
        }
        else if (patch is not JsonObject fields)
        {
            target[field] = patch;
        }
        else
        {
            var inner = target[field] as JsonObject ?? [];
            target[field] = inner.Parent is null ? inner : target[field];
            foreach (var (name, value) in fields)
            {
                Merge(inner, name, value?.DeepClone());
            }
        }
    }
}

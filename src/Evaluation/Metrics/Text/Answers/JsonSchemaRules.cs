using System.Collections.Frozen;
using System.Text.Json;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>The keywords of JSON Schema (draft 2020-12, core and validation) that we know.</summary>
internal static class JsonSchemaRules
{
    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "integer", "string"];

    public static FrozenDictionary<string, JsonSchemaRule> All { get; } = new Dictionary<string, JsonSchemaRule>
    {
        ["type"] = new("the name of a type or a list of them", IsTypes, static q => q.Keyword.ValueKind == JsonValueKind.Array
            ? q.Keyword.EnumerateArray().Any(type => IsOf(type.GetString()!, q.Value))
            : IsOf(q.Keyword.GetString()!, q.Value)),
        ["enum"] = new("a list", IsList, static q => q.Keyword.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, q.Value))),
        ["const"] = new("a value", static _ => true, static q => JsonElement.DeepEquals(q.Keyword, q.Value)),
        ["minimum"] = Number(static (value, limit) => value.Against(limit) >= 0),
        ["maximum"] = Number(static (value, limit) => value.Against(limit) <= 0),
        ["exclusiveMinimum"] = Number(static (value, limit) => value.Against(limit) > 0),
        ["exclusiveMaximum"] = Number(static (value, limit) => value.Against(limit) < 0),
        ["multipleOf"] = Number(static (value, factor) => value.IsMultipleOf(factor)),
        ["minLength"] = Size(JsonValueKind.String, Length, static (size, limit) => size >= limit),
        ["maxLength"] = Size(JsonValueKind.String, Length, static (size, limit) => size <= limit),
        ["pattern"] = new("a text", static keyword => keyword.ValueKind == JsonValueKind.String, static q =>
            q.Value.ValueKind != JsonValueKind.String || BoundedPattern.IsMatch("json_schema", q.Value.GetString()!, q.Keyword.GetString()!)),
        ["minItems"] = Size(JsonValueKind.Array, static value => value.GetArrayLength(), static (size, limit) => size >= limit),
        ["maxItems"] = Size(JsonValueKind.Array, static value => value.GetArrayLength(), static (size, limit) => size <= limit),
        ["uniqueItems"] = new("true or false", IsFlag, static q => q.Keyword.ValueKind == JsonValueKind.False
            || q.Value.ValueKind != JsonValueKind.Array
            || q.Value.EnumerateArray().ToHashSet(JsonValueComparer.Instance).Count == q.Value.GetArrayLength()),
        ["prefixItems"] = new("a list of schemas", IsList, static q => q.Value.ValueKind != JsonValueKind.Array
            || q.Value.EnumerateArray().Zip(q.Keyword.EnumerateArray()).All(pair => q.Follows(pair.Second, pair.First)), SchemaParts.List),
        ["items"] = new("a schema", static _ => true, static q => q.Value.ValueKind != JsonValueKind.Array
            || q.Value.EnumerateArray().Skip(Count(q.Rules, "prefixItems")).All(item => q.Follows(q.Keyword, item)), SchemaParts.One),
        ["minProperties"] = Size(JsonValueKind.Object, static value => value.GetPropertyCount(), static (size, limit) => size >= limit),
        ["maxProperties"] = Size(JsonValueKind.Object, static value => value.GetPropertyCount(), static (size, limit) => size <= limit),
        ["required"] = new("a list of texts", static keyword => IsList(keyword) && keyword.EnumerateArray().All(IsText), static q =>
            q.Value.ValueKind != JsonValueKind.Object || q.Keyword.EnumerateArray().All(name => q.Value.TryGetProperty(name.GetString()!, out _))),
        ["properties"] = new("an object of schemas", static keyword => keyword.ValueKind == JsonValueKind.Object, static q =>
            q.Value.ValueKind != JsonValueKind.Object
            || q.Keyword.EnumerateObject().All(known => !q.Value.TryGetProperty(known.Name, out var value) || q.Follows(known.Value, value)),
            SchemaParts.Named),
        ["additionalProperties"] = new("a schema", static _ => true, static q => q.Value.ValueKind != JsonValueKind.Object
            || q.Value.EnumerateObject().All(member => Has(q.Rules, "properties", member.Name) || q.Follows(q.Keyword, member.Value)), SchemaParts.One),
        ["allOf"] = new("a list of schemas", IsList, static q => q.Keyword.EnumerateArray().All(part => q.Follows(part, q.Value)), SchemaParts.List),
        ["anyOf"] = new("a list of schemas", IsList, static q => q.Keyword.EnumerateArray().Any(part => q.Follows(part, q.Value)), SchemaParts.List),
        ["oneOf"] = new("a list of schemas", IsList, static q => q.Keyword.EnumerateArray().Count(part => q.Follows(part, q.Value)) == 1, SchemaParts.List),
        ["not"] = new("a schema", static _ => true, static q => !q.Follows(q.Keyword, q.Value), SchemaParts.One),
    }.ToFrozenDictionary();

    private static JsonSchemaRule Number(Func<JsonNumber, JsonNumber, bool> allows) => new(
        "a number",
        static keyword => keyword.ValueKind == JsonValueKind.Number,
        q => q.Value.ValueKind != JsonValueKind.Number || allows(new(q.Value), new(q.Keyword)));

    private static JsonSchemaRule Size(JsonValueKind kind, Func<JsonElement, int> size, Func<int, int, bool> allows) => new(
        "a whole number from 0",
        static keyword => keyword.ValueKind == JsonValueKind.Number && keyword.TryGetInt32(out var limit) && limit >= 0,
        q => q.Value.ValueKind != kind || allows(size(q.Value), q.Keyword.GetInt32()));

    private static bool IsOf(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        _ => type == "number" || (type == "integer" && new JsonNumber(value).IsWhole),
    };

    private static bool IsTypes(JsonElement keyword) => IsType(keyword) || (IsList(keyword) && keyword.EnumerateArray().All(IsType));

    private static bool IsType(JsonElement keyword) => IsText(keyword) && Types.Contains(keyword.GetString()!);

    private static bool IsText(JsonElement keyword) => keyword.ValueKind == JsonValueKind.String;

    private static bool IsList(JsonElement keyword) => keyword.ValueKind == JsonValueKind.Array;

    private static bool IsFlag(JsonElement keyword) => keyword.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static int Count(JsonElement rules, string keyword) => rules.TryGetProperty(keyword, out var list) ? list.GetArrayLength() : 0;

    private static bool Has(JsonElement rules, string keyword, string name) =>
        rules.TryGetProperty(keyword, out var members) && members.TryGetProperty(name, out _);

    private static int Length(JsonElement value)
    {
        var text = value.GetString()!;
        var length = 0;
        for (var i = 0; i < text.Length; length++)
        {
            CodePoints.Next(text, ref i);
        }

        return length;
    }
}

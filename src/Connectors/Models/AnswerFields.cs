using System.Text.Json;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Fields of an answer that may be absent or of another kind, in which case they are as good as absent.</summary>
internal static class AnswerFields
{
    public static JsonElement? Object(this JsonElement parent, string field) => Field(parent, field, JsonValueKind.Object);

    public static string? Text(this JsonElement parent, string field) =>
        Field(parent, field, JsonValueKind.String) is { } value ? AnswerJson.Text(value, $"'{field}'") : null;

    public static string? AsText(this JsonElement value) => value.ValueKind is JsonValueKind.String ? AnswerJson.Text(value, "it") : null;

    public static bool IsTrue(this JsonElement parent, string field) => Field(parent, field, JsonValueKind.True) is not null;

    /// <summary>A number of things: never negative.</summary>
    public static int? Count(this JsonElement? parent, string field) =>
        parent is { } present && Field(present, field, JsonValueKind.Number) is { } value && value.TryGetInt32(out var count) ? Math.Max(0, count) : null;

    public static IEnumerable<JsonElement> List(this JsonElement parent, string field) =>
        Field(parent, field, JsonValueKind.Array) is { } list ? list.EnumerateArray() : [];

    /// <exception cref="AnswerFormatException">There is no such list.</exception>
    public static JsonElement[] NeededList(this JsonElement parent, string field) => Field(parent, field, JsonValueKind.Array) is { } list
        ? [.. list.EnumerateArray()]
        : throw new AnswerFormatException($"it has no list '{field}'");

    private static JsonElement? Field(JsonElement parent, string field, JsonValueKind kind) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(field, out var value) && value.ValueKind == kind ? value : null;
}

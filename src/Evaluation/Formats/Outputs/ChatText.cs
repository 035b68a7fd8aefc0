using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>The words of messages, which are a text or a list of parts of which some are texts.</summary>
internal static class ChatText
{
    /// <summary>Empty where the field is absent or null, as where a model refuses or calls a tool.</summary>
    public static string Of(OutputFields message, string field) => message.Value(field) switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } parts => string.Concat(parts.EnumerateArray().Select(Part)),
        _ => throw message.Fail(field, "must be a text or a list of parts."),
    };

    /// <summary>A conversation as one text, a line for each turn.</summary>
    public static string Turns(OutputFields at, JsonElement messages) => string.Join('\n', messages.EnumerateArray()
        .Where(static message => message.ValueKind is JsonValueKind.Object)
        .Select(message => Of(at with { Json = message }, "content")));

    private static string Part(JsonElement part) =>
        part.ValueKind is JsonValueKind.String ? part.GetString()!
        : part.ValueKind is JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String ? text.GetString()!
        : "";
}

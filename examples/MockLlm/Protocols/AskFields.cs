using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>Fields of a request's body, with sentences for those that are wrong.</summary>
internal static class AskFields
{
    private const int MostChoices = 128;

    public static string Model(JsonElement body) => Text(body, "model") is { Length: > 0 } model ? model : throw new BadAskException("The field 'model' is missing.");

    public static string? Text(JsonElement body, string name) => Field(body, name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public static bool Flag(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new BadAskException($"The field '{name}' must be true or false."),
        };

    public static int? Number(JsonElement body, string name, int least, int most) =>
        Field(body, name, JsonValueKind.Number) switch
        {
            null => null,
            { } value when value.TryGetInt32(out var number) && number >= least && number <= most => number,
            _ => throw new BadAskException($"The field '{name}' must be a whole number from {least} to {most}."),
        };

    public static int Choices(JsonElement body) => Number(body, "n", 1, MostChoices) ?? 1;

    public static bool StreamsUsage(JsonElement body) => Field(body, "stream_options", JsonValueKind.Object) is { } options && Flag(options, "include_usage");

    /// <summary>A text or a list of texts.</summary>
    public static IReadOnlyList<string> Texts(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return [];
        }

        return value.ValueKind is JsonValueKind.String ? [value.GetString()!]
            : value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind is JsonValueKind.String)
                ? [.. value.EnumerateArray().Select(static item => item.GetString()!)]
                : throw new BadAskException($"The field '{name}' must be a text or a list of texts; tokens are not understood here.");
    }

    /// <summary>The turns of <c>messages</c>: role and text, parts of a text joined.</summary>
    public static IReadOnlyList<(string Role, string Text)> Turns(JsonElement body)
    {
        var turns = Field(body, "messages", JsonValueKind.Array)?.EnumerateArray().Select(Turn).ToList();
        return turns is { Count: > 0 } ? turns : throw new BadAskException("The field 'messages' must have at least one message.");
    }

    public static string LastUserTurn(IReadOnlyList<(string Role, string Text)> turns) =>
        turns.LastOrDefault(static turn => turn.Role == "user") is { Text: { } text } ? text : turns[^1].Text;

    /// <summary>A text, or a list of parts of which those of the type <c>text</c> count.</summary>
    public static string Content(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out var content) ? "" : content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(static part => part.ValueKind is JsonValueKind.Object ? Text(part, "text") : null)),
            JsonValueKind.Null => "",
            _ => throw new BadAskException($"The field '{name}' must be a text or a list of parts."),
        };

    private static (string Role, string Text) Turn(JsonElement turn) =>
        turn.ValueKind is JsonValueKind.Object && Text(turn, "role") is { } role
            ? (role, Content(turn, "content"))
            : throw new BadAskException("Each message needs a 'role'.");

    private static JsonElement? Field(JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind is not JsonValueKind.Object)
        {
            throw new BadAskException("The body must be a JSON object.");
        }

        return !parent.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null ? null
            : value.ValueKind == kind ? value
            : throw new BadAskException($"The field '{name}' must be {kind switch
            {
                JsonValueKind.String => "a text",
                JsonValueKind.Number => "a number",
                JsonValueKind.Array => "a list",
                _ => "an object",
            }}.");
    }
}

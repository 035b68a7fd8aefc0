using System.Text.Json;

namespace BenchHub.Connectors.Systems;

/// <summary>What reading any answer shares.</summary>
internal static class AnswerJson
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="AnswerFormatException">It is not JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body);
        }
        catch (JsonException wrong)
        {
            throw new AnswerFormatException($"it is not JSON: {wrong.Message.TrimEnd('.')}");
        }
    }

    /// <summary>The list at a path or, without one, in the default field or the answer itself.</summary>
    public static JsonElement List(JsonElement root, string? path, string defaultField, string setting)
    {
        if (path is null && root.ValueKind is JsonValueKind.Array)
        {
            return root;
        }

        if (!JsonPath.Parse(path ?? defaultField).TryFind(root, out var list, out var missing))
        {
            throw new AnswerFormatException(path is null
                ? $"it is neither a list nor has it a field '{defaultField}'; {setting} can name the path to the list"
                : $"{missing} ({setting} is '{path}')");
        }

        return list.ValueKind is JsonValueKind.Array
            ? list
            : throw new AnswerFormatException($"'{path ?? defaultField}' is {Kind(list)}, not a list");
    }

    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    /// <exception cref="AnswerFormatException">The bytes are not UTF-8 or escape half a character.</exception>
    public static string Text(JsonElement text, string where)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new AnswerFormatException($"{where} is not valid Unicode text");
        }
    }
}

using System.Text.Json;
using BenchHub.Evaluation.Formats;

namespace BenchHub.Cli.Evaluating;

/// <summary>The text, or the list of texts, in a field of a line of JSON.</summary>
internal static class JsonTexts
{
    /// <exception cref="MalformedInputException">The line is no JSON object, or lacks the field, or that holds something else.</exception>
    public static IReadOnlyList<string> Of(NumberedLine line, string field)
    {
        using var json = Parse(line);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw line.Malformed("Expected a JSON object on each line.");
        }

        return json.RootElement.TryGetProperty(field, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => [Text(line, field, value)],
                JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(static text => text.ValueKind == JsonValueKind.String) =>
                    [.. value.EnumerateArray().Select(text => Text(line, field, text))],
                _ => throw line.Malformed($"The field \"{field}\" must be a string, or a list of strings that is not empty."),
            }
            : throw line.Malformed($"The field \"{field}\" is missing.");
    }

    private static JsonDocument Parse(NumberedLine line)
    {
        try
        {
            return JsonDocument.Parse(line.Text);
        }
        catch (JsonException broken)
        {
            throw line.Malformed($"This is not valid JSON (near character {broken.BytePositionInLine + 1}).");
        }
    }

    // An escape such as "\ud800" is valid JSON and no character.
    private static string Text(NumberedLine line, string field, JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw line.Malformed($"The field \"{field}\" is not valid Unicode (half of a surrogate pair).");
        }
    }
}

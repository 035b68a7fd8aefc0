using System.Globalization;
using System.Text.Json;

namespace BenchHub.Connectors.Systems;

/// <summary>
/// A place in a JSON value: field names separated by dots, each with list positions in brackets behind it if need be,
/// such as <c>data.hits</c>, <c>data[0].embedding</c> or <c>[0]</c>. The empty path is the value itself.
/// </summary>
internal sealed class JsonPath
{
    private readonly string _text;
    private readonly List<(string? Field, int Index)> _steps = [];

    private JsonPath(string text) => _text = text;

    /// <exception cref="FormatException">The text is no path; the message says where.</exception>
    public static JsonPath Parse(string text)
    {
        var path = new JsonPath(text);
        foreach (var part in text.Length == 0 ? [] : text.Split('.'))
        {
            var bracket = part.IndexOf('[');
            var field = bracket < 0 ? part : part[..bracket];
            if (field.Length > 0)
            {
                path._steps.Add((field, 0));
            }

            if (field.Contains(']') || (field.Length == 0 && (bracket < 0 || path._steps.Count > 0)))
            {
                throw Wrong(text);
            }

            path.AddPositions(bracket < 0 ? "" : part[bracket..]);
        }

        return path;
    }

    /// <returns>False where there is no such place; then <paramref name="missing"/> says how far the path leads.</returns>
    public bool TryFind(JsonElement root, out JsonElement found, out string missing)
    {
        found = root;
        missing = "";
        var walked = "";
        foreach (var (field, index) in _steps)
        {
            var here = walked.Length == 0 ? "it" : $"'{walked}'";
            if (field is null)
            {
                if (found.ValueKind is not JsonValueKind.Array || found.GetArrayLength() <= index)
                {
                    missing = $"{here} has no element [{index}]";
                    return false;
                }

                found = found[index];
                walked += $"[{index}]";
            }
            else if (found.ValueKind is JsonValueKind.Object && found.TryGetProperty(field, out var value))
            {
                found = value;
                walked += walked.Length == 0 ? field : $".{field}";
            }
            else
            {
                missing = $"{here} has no field '{field}'";
                return false;
            }
        }

        return true;
    }

    public override string ToString() => _text;

    private void AddPositions(string brackets)
    {
        while (brackets.Length > 0)
        {
            var end = brackets.IndexOf(']');
            if (brackets[0] != '[' || end < 0
                || !int.TryParse(brackets.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                throw Wrong(_text);
            }

            _steps.Add((null, index));
            brackets = brackets[(end + 1)..];
        }
    }

    private static FormatException Wrong(string text) =>
        new($"'{text}' is not a path; write field names and positions such as data.hits or data[0].embedding.");
}

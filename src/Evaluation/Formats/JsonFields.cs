using System.Text.Json;

namespace BenchHub.Evaluation.Formats;

/// <summary>Fields of one line of a JSON Lines file, with sentences for what is wrong with them.</summary>
internal sealed class JsonFields : IDisposable
{
    private readonly TextLine _line;
    private readonly JsonDocument _json;

    private JsonFields(TextLine line, JsonDocument json) => (_line, _json) = (line, json);

    public static JsonFields Parse(TextLine line)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(line.Text);
        }
        catch (JsonException broken)
        {
            throw line.Malformed($"This is not valid JSON (near character {broken.BytePositionInLine + 1}).");
        }
        catch (ArgumentException)
        {
            throw line.Malformed("The text is not valid Unicode (half of a surrogate pair).");
        }

        if (json.RootElement.ValueKind == JsonValueKind.Object)
        {
            return new(line, json);
        }

        json.Dispose();
        throw line.Malformed("Expected a JSON object on each line.");
    }

    /// <summary>A string, or a number as it is written; never empty.</summary>
    public string Id(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.String } text when Text(name, text).Trim() is { Length: > 0 } id => id,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        null => throw _line.Malformed($"The field \"{name}\" is missing."),
        _ => throw _line.Malformed($"The field \"{name}\" must be a string that is not empty, or a number."),
    };

    public string Required(string name) =>
        Optional(name) ?? throw _line.Malformed($"The field \"{name}\" is missing.");

    /// <summary>Null where the field is absent or null.</summary>
    public string? Optional(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.String } text => Text(name, text),
        null or { ValueKind: JsonValueKind.Null } => null,
        _ => throw _line.Malformed($"The field \"{name}\" must be a string."),
    };

    public bool Has(string name) => Value(name) is not null;

    /// <summary>A number; true and false are 1 and 0, null is NaN.</summary>
    public double Number(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.GetDouble() is var value && double.IsFinite(value) => value,
        { ValueKind: JsonValueKind.True } => 1,
        { ValueKind: JsonValueKind.False } => 0,
        { ValueKind: JsonValueKind.Null } => double.NaN,
        null => throw _line.Malformed($"The field \"{name}\" is missing; it has {Names()}."),
        _ => throw _line.Malformed($"The field \"{name}\" must be a number, true, false or null."),
    };

    public void Dispose() => _json.Dispose();

    private string Names() => _json.RootElement.EnumerateObject().Select(static field => field.Name).Take(10).ToArray() is { Length: > 0 } names
        ? string.Join(", ", names)
        : "no fields";

    private JsonElement? Value(string name)
    {
        try
        {
            return _json.RootElement.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            throw _line.Malformed("The name of a field is not valid Unicode (half of a surrogate pair).");
        }
    }

    // An escape such as "\ud800" is valid JSON and no character.
    private string Text(string name, JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw _line.Malformed($"The field \"{name}\" is not valid Unicode (half of a surrogate pair).");
        }
    }
}

using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>Fields of one object of a file, with sentences for what is wrong with them.</summary>
/// <param name="File">That it stands in.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Json">An object.</param>
/// <param name="At">Its path in the file; empty where a line is the object.</param>
internal readonly record struct OutputFields(OutputFile File, long Line, JsonElement Json, string At)
{
    public MalformedInputException Fail(string reason) => new(File.Name, Line, reason);

    /// <summary>The sentence begins with the field's path.</summary>
    public MalformedInputException Fail(string field, string reason) => Fail($"The field \"{Path(field)}\" {reason}");

    public bool Has(string field) => Json.TryGetProperty(field, out _);

    public JsonElement? Value(string field) =>
        Json.TryGetProperty(field, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>Null where the field is absent or null.</summary>
    public OutputFields? Object(string field) => Value(field) is not { } value ? null
        : value.ValueKind is JsonValueKind.Object ? new(File, Line, value, Path(field))
        : throw Fail(field, "must be an object.");

    public IReadOnlyList<JsonElement>? List(string field) => Value(field) is not { } value ? null
        : value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()]
        : throw Fail(field, "must be a list.");

    public string? Text(string field) => Value(field) is not { } value ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : throw Fail(field, "must be a text.");

    /// <summary>A text that is not empty, or a number as it is written.</summary>
    public string Id(string field) => Value(field) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } id => id,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        null => throw Fail(field, "is missing."),
        _ => throw Fail(field, "must be a text that is not empty, or a number."),
    };

    public double? Number(string field) => Value(field) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number ? value.GetDouble()
        : throw Fail(field, "must be a number.");

    /// <summary>A count of tokens and the like; 0 where it is absent.</summary>
    public int Count(string field) => Number(field) is not { } number ? 0
        : number is >= 0 and <= int.MaxValue ? (int)number
        : throw Fail(field, "must not be negative.");

    /// <summary>Amounts that no decimal can hold are refused.</summary>
    public decimal? Dollars(string field) => Number(field) is not { } number ? null
        : number is >= 0 and < 1e9 ? (decimal)number
        : throw Fail(field, "must be an amount of dollars.");

    /// <summary>A text as it is, whatever else as its JSON: what a tool calls an output may be structured.</summary>
    public static string Shown(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>
    /// What a score is as a number: booleans are 1 and 0, an empty text (see <see cref="JsonRepair"/>) and null are undefined; null
    /// where it is no single number.
    /// </summary>
    public static double? Score(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.GetDouble() is var number => double.IsFinite(number) ? number : double.NaN,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String when value.GetString() is "" => double.NaN,
        _ => null,
    };

    private string Path(string field) => At.Length == 0 ? field : $"{At}.{field}";
}

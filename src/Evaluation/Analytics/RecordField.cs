using System.Globalization;
using System.Text.Json;
using BenchHub.Evaluation.Texts;

namespace BenchHub.Evaluation.Analytics;

/// <summary>The values of one field over records of JSON, by which items are parted.</summary>
public static class RecordField
{
    private const int LongestName = 120;

    /// <summary>Fields that may hold what people mean by a tag; the first one that a record has counts.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["tags", "tag", "labels", "category", "categories", "topic", "subject"];

    public static IReadOnlyList<string> Languages { get; } = ["language", "lang", "locale"];

    public static IReadOnlyList<string> Difficulties { get; } = ["difficulty", "level"];

    /// <summary>
    /// Parts the items by the first of some fields that any record has; dots go into objects. Numbers are parted as <see cref="SliceLabels.ByNumber"/>
    /// does, each text of a list is a name, and nested objects are named by their JSON.
    /// </summary>
    /// <returns>The field and its slices; null where no record has any of them.</returns>
    public static (string Field, IReadOnlyList<Slice> Slices)? Slices(IReadOnlyList<string?> records, params IReadOnlyList<string> fields)
    {
        var names = new IReadOnlyList<string>[records.Count];
        var numbers = new double[records.Count];
        foreach (var field in fields)
        {
            var path = field.Split('.');
            var (any, allNumbers) = (false, true);
            for (var i = 0; i < records.Count; i++)
            {
                var value = Value(records[i], path, out var kind);
                (names[i], numbers[i]) = (value, double.NaN);
                any |= value.Count > 0;
                if (value.Count == 0)
                {
                    continue;
                }

                allNumbers &= kind == JsonValueKind.Number && double.TryParse(value[0], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) && double.IsFinite(numbers[i]);
            }

            if (any)
            {
                return (field, allNumbers ? SliceLabels.ByNumber(numbers) : SliceLabels.ByName(names));
            }
        }

        return null;
    }

    /// <summary>Names of the fields of some records, for messages.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string?> records) =>
        [.. records.SelectMany(static record => Fields(record)).Distinct(StringComparer.Ordinal).Take(30)];

    private static IEnumerable<string> Fields(string? record)
    {
        using var document = Parsed(record);
        return document?.RootElement.ValueKind == JsonValueKind.Object ? [.. document.RootElement.EnumerateObject().Select(static field => field.Name)] : [];
    }

    private static IReadOnlyList<string> Value(string? record, string[] path, out JsonValueKind kind)
    {
        using var document = Parsed(record);
        kind = JsonValueKind.Null;
        if (document is null)
        {
            return [];
        }

        var value = document.RootElement;
        foreach (var step in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
            {
                return [];
            }
        }

        kind = value.ValueKind;
        return kind == JsonValueKind.Array ? [.. value.EnumerateArray().SelectMany(static entry => Named(entry))] : [.. Named(value)];
    }

    private static IEnumerable<string> Named(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.String => Text(value) is { Length: > 0 } text ? [text.Shortened(LongestName)] : [],
        _ => [value.GetRawText().Shortened(LongestName)],
    };

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in an escape; its text as written tells values apart as well.
            return value.GetRawText();
        }
    }

    private static JsonDocument? Parsed(string? record)
    {
        try
        {
            return record is null ? null : JsonDocument.Parse(record);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using BenchHub.Evaluation.Analytics;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Analytics;

/// <param name="Slices">Of the items.</param>
/// <param name="Note">By what rule the items are parted; null where it is a field of theirs.</param>
internal sealed record KeyedSlices(IReadOnlyList<Slice> Slices, string? Note);

/// <summary>By what the items of a result can be parted.</summary>
internal sealed class SliceKeys(ResultCatalog catalog, ResultTexts texts)
{
    private const int RecordsToName = 20;
    private const double Easy = 2.0 / 3;
    private const double Hard = 1.0 / 3;

    /// <exception cref="RefusedException">No item has anything of that name.</exception>
    public async Task<KeyedSlices> Of(AnalyzedResult result, string by)
    {
        var items = await texts.Read(result.Row, withInputs: by is "length" or "language");
        string?[] records = [.. items.Select(static item => item.Record)];
        return by switch
        {
            "length" => new(
                SliceLabels.ByNumber([.. items.Select(static item => (double)item.Input.EnumerateRunes().Count())]), "length: characters of the question, parted at their quartiles."),
            "language" => RecordField.Slices(records, RecordField.Languages) is { } field
                ? new(field.Slices, $"language: the records' field '{field.Field}'.")
                : new(
                    SliceLabels.ByName([.. items.Select(static item => (IReadOnlyList<string>)[TextScript.Of(item.Input)])]),
                    "language: by the script that most letters of the question are of (Hangul, kana, Han and Thai letters count twice); Latin and Cyrillic hold many languages, which a field 'language' would tell apart."),
            "difficulty" => RecordField.Slices(records, RecordField.Difficulties) is { } level
                ? new(level.Slices, $"difficulty: the records' field '{level.Field}'.")
                : await Difficulty(result),
            "tag" => Fields(items, RecordField.Tags, by),
            _ => Fields(items, [by], by),
        };
    }

    private static KeyedSlices Fields(AskedItem[] items, IReadOnlyList<string> fields, string by)
    {
        string?[] records = [.. items.Select(static item => item.Record)];
        if (RecordField.Slices(records, fields) is { } found)
        {
            return new(found.Slices, found.Field == by ? null : $"{by}: the records' field '{found.Field}'.");
        }

        var names = RecordField.Names(records.Take(RecordsToName));
        throw new RefusedException(
            Refusal.Unprocessable,
            names.Count == 0
                ? $"The items are queries without fields, so they cannot be parted by '{by}'; part them by length, language or difficulty."
                : $"No item has {(fields.Count == 1 ? $"a field '{by}'" : $"one of the fields {string.Join(", ", fields)}")}; there are {string.Join(", ", names)}, and length, language and difficulty.",
            "by");
    }

    // What is hard for others need not be for this one, and this one's own scores must not choose its slices.
    private async Task<KeyedSlices> Difficulty(AnalyzedResult result)
    {
        var others = (await catalog.Latest(result.Row.DatasetId, result.Row.DatasetVersion, metric: result.Metric.Metric))
            .Where(other => other.SystemId != result.Row.SystemId && other.ContentHash == result.Row.ContentHash).ToList();
        if (others.Count == 0 || !result.IsBounded)
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                !result.IsBounded ? $"{result.Metric.Metric} has no least or greatest value, so other systems' scores tell no difficulty; give records a field 'difficulty'."
                    : "The items have no field 'difficulty' or 'level', and no other system has a result on them, by whose scores it could be told.",
                "by");
        }

        var (sums, counts) = (new double[result.Scores.Length], new int[result.Scores.Length]);
        foreach (var other in others)
        {
            var scores = await catalog.Scores(other.Id, result.Metric.Metric) ?? [];
            for (var i = 0; i < Math.Min(scores.Length, sums.Length); i++)
            {
                (sums[i], counts[i]) = double.IsNaN(scores[i]) ? (sums[i], counts[i]) : (sums[i] + scores[i], counts[i] + 1);
            }
        }

        var (low, range) = (result.Definition!.Minimum, result.Definition.Maximum - result.Definition.Minimum);
        return new(
            SliceLabels.ByName([.. sums.Select((sum, i) => counts[i] == 0 ? (IReadOnlyList<string>)[] : [Level(((sum / counts[i]) - low) / range)])]),
            $"difficulty: by the mean score of {others.Count} other systems' latest results on the item: hard up to a third of what is possible, easy from two thirds on.");

        string Level(double share) => (result.HigherIsBetter ? share : 1 - share) switch
        {
            <= Hard => "hard",
            < Easy => "medium",
            _ => "easy",
        };
    }
}

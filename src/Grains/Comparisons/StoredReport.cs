using System.Collections.Immutable;
using BenchHub.Comparisons;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Jobs;
using BenchHub.Storage.Comparisons;

namespace BenchHub.Grains.Comparisons;

/// <summary>From tested cells to the comparison that is kept. Pure.</summary>
internal static class StoredReport
{
    /// <exception cref="RefusedException">Every cell is refused.</exception>
    public static StoredComparison Of(string id, string? from, CompareMany command, IReadOnlyList<CellWork> work, ComparisonSettings settings, DateTimeOffset now)
    {
        if (work.All(static cell => cell.Refusal is not null))
        {
            throw new RefusedException(Refusal.Unprocessable, string.Join(" ", work.Select(static cell => cell.Refusal).Distinct().Take(5)), "datasets");
        }

        var wish = new PowerWish(command.Difference, command.Power);
        var results = SystemComparison.Adjust([.. work.Select(static cell => cell.Tested).OfType<TestedSystems>()], settings.Correction);
        var next = 0;
        ImmutableArray<ComparisonCell> cells = [.. work.Select(cell => cell.Refusal is null ? cell.Told(results[next++], settings, wish, now) : cell.Refused())];
        return new(
            id, Name(command, cells), now, from, command, settings.Alpha, settings.Correction, [.. settings.Tests],
            [.. cells.SelectMany(static cell => cell.Ranking).Select(static entry => new ComparedSystem(entry.SystemId, entry.System)).Distinct().OrderBy(static system => system.System, StringComparer.Ordinal)],
            cells,
            Overall(cells, settings.Alpha));
    }

    /// <summary>The command that asks the same of the latest results on the latest versions.</summary>
    public static CompareMany Again(StoredComparison former) => former.Command with
    {
        Results = [],
        Systems = former.Command.Results.IsEmpty ? former.Command.Systems : [.. former.Systems.Select(static system => system.SystemId).Distinct()],
        Datasets = [.. former.Cells.Select(static cell => new DatasetRef(cell.Dataset)).Distinct()],
    };

    public static ComparisonRow Row(StoredComparison stored) => new(
        stored.Id,
        stored.Name,
        stored.CreatedFrom,
        StateJson.Of(stored.Command),
        [.. stored.Systems.Select(static system => system.System)],
        [.. stored.Cells.Select(static cell => cell.DatasetName).Distinct()],
        [.. stored.Cells.Select(static cell => cell.Metric).Distinct()],
        stored.Cells.Length,
        stored.Cells.Sum(static cell => cell.Tests.Count(static test => test.Significant)),
        stored.CreatedAt);

    private static string Name(CompareMany command, ImmutableArray<ComparisonCell> cells) => string.IsNullOrWhiteSpace(command.Name)
        ? $"{Few(cells.Select(static cell => cell.Metric))} on {Few(cells.Select(static cell => cell.DatasetName))}"
        : command.Name.Trim();

    private static string Few(IEnumerable<string> names) => names.Distinct().ToArray() is { Length: > 3 } many
        ? $"{string.Join(", ", many.Take(3))} and {many.Length - 3} more"
        : string.Join(", ", names.Distinct());

    // One dataset is no sample of datasets, and metrics of the same items are no independent blocks: hence by metric.
    private static ImmutableArray<OverallRanking> Overall(ImmutableArray<ComparisonCell> cells, double alpha) =>
    [
        .. cells.Where(static cell => cell.Refusal is null)
            .GroupBy(static cell => cell.Metric)
            .Where(static metric => metric.Count() > 1)
            .Select(metric => OverallReport.Of(
                MetricCatalog.Resolve(metric.Key),
                alpha,
                [.. metric.SelectMany(static cell => cell.Ranking
                    .Where(static entry => double.IsFinite(entry.Value))
                    .Select(entry => new OverallValue(entry.SystemId, entry.System, cell.Dataset.Value, cell.DatasetName, entry.Value)))])),
    ];
}

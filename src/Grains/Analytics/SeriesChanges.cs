using BenchHub.Analytics;
using BenchHub.Evaluation.Statistics.ChangePoints;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Analytics;

/// <summary>
/// Where the level of a series moved: over the whole of it by the values of the results, and for its last steps by the scores of
/// their items, since a step that just happened has no values after it yet.
/// </summary>
internal sealed class SeriesChanges(ResultCatalog catalog, DatasetContents contents)
{
    private const double Alpha = 0.05;
    private const int LastSteps = 5;
    private const string ByLevel = "PELT over the results' values, modified BIC; p by 999 shuffles of the values around the change";
    private const string ByItems = "Paired t-test of the items of neighbouring results, p adjusted over the last steps by holm";

    private static readonly PeltSettings Settings = PeltSettings.Default with { LeastSegment = 3 };

    /// <returns>In order of time.</returns>
    public async Task<IReadOnlyList<ChangePoint>> Find(MetricSeries series)
    {
        var found = new SortedDictionary<int, ChangePoint>();
        foreach (var change in Pelt.Find(series.Values, series.Times, Settings))
        {
            found[change.Index] = await Describe(series, change.Index, change.LevelBefore, change.LevelAfter, change.P, ByLevel);
        }

        foreach (var (index, p) in await Steps(series))
        {
            if (!found.ContainsKey(index))
            {
                found[index] = await Describe(series, index, series.Counted[index - 1].Value, series.Counted[index].Value, p, ByItems);
            }
        }

        return [.. found.Values];
    }

    private async Task<IEnumerable<(int Index, double P)>> Steps(MetricSeries series)
    {
        var entries = series.Counted;
        var first = Math.Max(1, entries.Count - LastSteps);
        var p = new List<double>();
        double[]? before = null;
        for (var i = first; i < entries.Count; i++)
        {
            var isPaired = entries[i].Result.ContentHash == entries[i - 1].Result.ContentHash && entries[i].Value != entries[i - 1].Value;
            before = isPaired ? before ?? await catalog.Scores(entries[i - 1].Result.Id, series.Metric) : null;
            var after = isPaired ? await catalog.Scores(entries[i].Result.Id, series.Metric) : null;
            p.Add(before is not null && after is not null && before.Length == after.Length
                ? PairedTests.Run("ttest", before, after, PairedTestSettings.Default).P
                : double.NaN);
            before = after;
        }

        var adjusted = Holm.Adjust([.. p]);
        return adjusted.Select((value, i) => (first + i, value)).Where(static step => step.value <= Alpha);
    }

    private async Task<ChangePoint> Describe(MetricSeries series, int index, double before, double after, double p, string method)
    {
        var (last, next) = (series.Counted[index - 1].Result, series.Counted[index].Result);
        var isPromptSame = last.ContentHash == next.ContentHash
            || (await contents.Find(last.ContentHash))?.Definition == (await contents.Find(next.ContentHash))?.Definition;
        var changed = SetupFacts.Between(last, next, isPromptSame);
        var isBetter = series.IsBetter(before, after);
        var what = changed.Count == 0
            ? "Nothing that the hub notes of the two results differs: look at what the service itself changed, or at chance."
            : $"Between the two results changed {string.Join(", ", changed.Select(SetupFacts.Told))}; what changed need not be the cause.";
        return new(
            new(series.DatasetId), series.Dataset, series.Metric, next.FinishedAt, next.Id, last.Id, before, after, isBetter, p, method, [.. changed],
            $"{series.Metric} on '{series.Dataset}' went {(after > before ? "up" : "down")} from {before:0.####} to {after:0.####} ({(isBetter ? "better" : "worse")}) at {next.FinishedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC. {what}");
    }
}

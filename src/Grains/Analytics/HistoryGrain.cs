using BenchHub.Analytics;
using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;
using Orleans.Concurrency;

namespace BenchHub.Grains.Analytics;

[StatelessWorker]
internal sealed class HistoryGrain(SeriesSource source, SeriesChanges changes) : Grain, IHistoryGrain
{
    private const string AcrossVersions = "The results are of several versions of the dataset: a move may come from other items as well as from the system.";

    public async Task<SystemReport> Report(LookBack query)
    {
        var set = await source.Load(Filter(query), query.Metric);
        return await Task.Run(async () =>
        {
            var trends = SeriesReport.Trends(set.Series);
            var found = new List<ChangePoint>();
            foreach (var series in set.Series)
            {
                found.AddRange(await changes.Find(series));
            }

            var few = trends.Count(static trend => trend.Trend is null);
            return new SystemReport(
                query.System,
                set.Series.Count == 0 ? "" : set.Series[0].System,
                set.Evaluations,
                [.. trends],
                [.. found.OrderBy(static change => change.At)],
                [.. set.Series.Where(static series => series.Counted.Count > 0).Select(SeriesReport.Performance)],
                SeriesReport.Summary(set, trends, found),
                [
                    .. set.Evaluations == 0 ? ["No result of this system was finished in this range; widen it, or run a job."] : Array.Empty<string>(),
                    .. few > 0 ? [TooFew(few, trends.Count)] : Array.Empty<string>(),
                    .. set.Series.Any(SpansVersions) ? [AcrossVersions] : Array.Empty<string>(),
                    .. set.Notes,
                ]);
        });
    }

    public async Task<TrendReport> Trend(LookBack query)
    {
        var (set, metric) = await Chosen(Filter(query), query.Metric);
        var series = set.Series.Where(series => series.Metric == metric).ToList();
        if (series.Count == 0)
        {
            return new(
                new(query.System, "", query.Dataset ?? new(""), "", metric ?? "", HigherIsBetter: true, [], null), [],
                ["No result was finished in this range; widen it, or run a job."]);
        }

        // Without a dataset named, the one measured last is meant.
        var one = series[0];
        return await Task.Run(async () => new TrendReport(
            SeriesReport.Trends([one])[0],
            [.. await changes.Find(one)],
            [
                .. one.Counted.Count < 3 ? [TooFew(1, 1)] : Array.Empty<string>(),
                .. SpansVersions(one) ? [AcrossVersions] : Array.Empty<string>(),
                .. series.Count > 1 ? [$"The system was measured on {series.Count} datasets; this is '{one.Dataset}', name another one with dataset."] : Array.Empty<string>(),
                .. set.Notes.Except(set.Series.Where(other => other != one).SelectMany(static other => other.Notes)),
            ]));
    }

    public async Task<ModelsReport> CompareModels(CompareModels query)
    {
        var (set, metric) = await Chosen(new(null, query.Dataset.Value, query.From, query.To), query.Metric, query.Systems);
        var series = set.Series.Where(series => series.Metric == metric).ToList();
        var (verdict, note) = await Verdict(query.Dataset, metric, series);
        var missing = query.Systems.Where(id => !series.Any(one => one.SystemId == id.Value)).ToList();
        return new(
            query.Dataset, series.Count == 0 ? "" : series[0].Dataset, metric ?? "", [.. await Task.Run(() => SeriesReport.Trends(series))], verdict,
            [
                .. note is null ? Array.Empty<string>() : [note],
                .. missing.Count == 0 ? Array.Empty<string>() : [$"No result with {metric ?? "any metric"} in this range for {string.Join(", ", missing)}."],
                .. series.Any(SpansVersions) ? [AcrossVersions] : Array.Empty<string>(),
                .. set.Notes,
            ]);
    }

    private static string TooFew(int few, int all) => $"A trend needs three results at least; {few} of {all} series have fewer.";

    private static bool SpansVersions(MetricSeries series) => series.Counted.Select(static entry => entry.Result.ContentHash).Distinct().Skip(1).Any();

    private static HistoryFilter Filter(LookBack query) => new(query.System.Value, query.Dataset?.Value, query.From, query.To);

    private async Task<(SeriesSet Set, string? Metric)> Chosen(HistoryFilter filter, string? metric, IReadOnlyCollection<SystemId>? systems = null)
    {
        var set = await source.Load(filter);
        set = systems is null or { Count: 0 } ? set : set with { Series = [.. set.Series.Where(series => systems.Contains(new(series.SystemId)))] };
        return (set, MetricChoice.Of(metric, [.. set.Series.Select(static series => series.Metric).Distinct()]));
    }

    // The newest items that all of them have answered, each by its newest result on these.
    private async Task<(Comparison? Verdict, string? Note)> Verdict(DatasetId dataset, string? metric, List<MetricSeries> series)
    {
        var versions = series.SelectMany(static one => one.Counted).OrderByDescending(static entry => entry.Result.FinishedAt).Select(static entry => entry.Result.ContentHash).Distinct();
        var shared = versions.FirstOrDefault(hash => series.All(one => one.Counted.Any(entry => entry.Result.ContentHash == hash)));
        if (series.Count < 2 || shared is null)
        {
            return (null, series.Count < 2
                ? "There are results of fewer than two systems, so there is nothing to compare."
                : "The systems have no results on the same items, so the latest cannot be compared; run them over one version of the dataset.");
        }

        var latest = series.Select(one => one.Counted.Last(entry => entry.Result.ContentHash == shared).Result).ToList();
        try
        {
            return (await GrainFactory.Comparison().Compare(new()
            {
                Dataset = dataset,
                Metric = metric!,
                Version = latest[0].DatasetVersion,
                Results = [.. latest.Select(static result => new ResultId(result.Id))],
            }), null);
        }
        catch (RefusedException refused)
        {
            return (null, refused.Message);
        }
    }
}

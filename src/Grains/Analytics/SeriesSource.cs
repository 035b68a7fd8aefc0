using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Analytics;

/// <param name="Evaluations">Results read.</param>
/// <param name="Items">Asked in all of them.</param>
/// <param name="Errors">Of these.</param>
/// <param name="Series">By system, dataset and metric, in the order of the newest results; without values that are undefined.</param>
/// <param name="Notes">What a reader must know.</param>
internal sealed record SeriesSet(int Evaluations, long Items, long Errors, IReadOnlyList<MetricSeries> Series, IReadOnlyList<string> Notes);

/// <summary>Reads results as series.</summary>
internal sealed class SeriesSource(ResultHistory history, ResultCatalog catalog, DatasetCatalog datasets)
{
    /// <summary>More make no better trend, and a year of hourly runs is 8,760.</summary>
    private const int Most = 10_000;

    /// <param name="filter">Which results.</param>
    /// <param name="metric">Only this one; all when null.</param>
    public async Task<SeriesSet> Load(HistoryFilter filter, string? metric = null)
    {
        var results = await history.Newest(filter).Take(Most + 1).ToListAsync();
        var isCut = results.Count > Most;
        results = [.. results.Take(Most)];
        var rows = (await catalog.Metrics([.. results.Select(static result => result.Id)])).Where(row => metric is null || row.Metric == metric).ToLookup(static row => row.ResultId);
        var found = await Task.Run(() => Group(results, rows));
        List<string> notes = isCut ? [$"There are more than {Most:N0} results; the newest {Most:N0} are taken. Narrow the range to see others."] : [];
        foreach (var result in results.DistinctBy(static result => result.DatasetId))
        {
            if (await datasets.Find(result.DatasetId) is null or { Status: "retired" })
            {
                notes.Add($"The dataset '{result.DatasetName}' was deleted since; its results stay.");
            }
        }

        return new(
            results.Count,
            results.Sum(static result => (long)result.Items),
            results.Sum(static result => (long)result.Errors),
            found,
            [.. notes, .. found.SelectMany(static series => series.Notes)]);
    }

    private static List<MetricSeries> Group(List<ResultRow> results, ILookup<string, MetricRow> rows)
    {
        var found = new OrderedDictionary<(string, string, string), List<(ResultRow, MetricRow)>>();
        foreach (var result in results)
        {
            foreach (var row in rows[result.Id].Where(static row => row.Value is { } value && double.IsFinite(value)))
            {
                var key = (result.SystemId, result.DatasetId, row.Metric);
                if (!found.TryGetValue(key, out var entries))
                {
                    found[key] = entries = [];
                }

                entries.Add((result, row));
            }
        }

        var setups = results.ToDictionary(static result => result.Id, static result => Setup.Of(result));
        return [.. found.Select(group => new MetricSeries(
            group.Key.Item1, group.Key.Item2, group.Key.Item3, [.. Enumerable.Reverse(group.Value).Select(one => Entry(one, group.Value, setups))]))];
    }

    private static SeriesEntry Entry((ResultRow Result, MetricRow Row) one, List<(ResultRow Result, MetricRow Row)> newestFirst, Dictionary<string, Setup> setups)
    {
        var setup = setups[one.Result.Id];

        // What is computed as the newest whole result is counts.
        var signature = newestFirst.FirstOrDefault(other => setups[other.Result.Id].Incomplete is null).Row?.Signature ?? one.Row.Signature;
        return new(one.Result, one.Row, setup.Model, setup.Incomplete ?? (one.Row.Signature == signature ? null : "they were computed in another way than the newest"));
    }

    private sealed record Setup(string? Model, string? Incomplete)
    {
        public static Setup Of(ResultRow result)
        {
            var document = SetupFacts.Document(result);
            return new(
                document.System?.Model?.Name,
                document.EarlyStopped is { HasStopped: true } ? "they were stopped early, once their rank was known"
                    : document.Ended is not null ? "they ended before all items were asked"
                    : null);
        }
    }
}

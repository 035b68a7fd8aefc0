using System.Collections.Immutable;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;
using BenchHub.Monitoring;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Monitoring;

/// <summary>The result that stands for each system, with its metrics.</summary>
internal sealed record Board(IReadOnlyList<ResultRow> Results, ILookup<string, MetricRow> Metrics)
{
    public static Board Empty { get; } = new([], Array.Empty<MetricRow>().ToLookup(static row => row.ResultId));

    /// <summary>
    /// Best first. Numbers that were not computed as that of the newest result are left out: they are of another kind.
    /// </summary>
    public ImmutableArray<LeaderboardEntry> Top(string metric, int count)
    {
        var measured = (
            from result in Results
            let row = Metrics[result.Id].FirstOrDefault(row => row.Metric == metric)
            where row?.Value is not null
            select (Result: result, Row: row)).ToList();
        var signature = measured.OrderBy(static one => one.Result.FinishedAt).ThenBy(static one => one.Result.Id, StringComparer.Ordinal).LastOrDefault().Row?.Signature;
        var sign = MetricCatalog.Resolve(metric).Definition.Direction is MetricDirection.LowerIsBetter ? -1 : 1;
        var ranked = measured.Where(one => one.Row.Signature == signature)
            .OrderByDescending(one => sign * one.Row.Value!.Value).ThenBy(static one => one.Result.SystemName, StringComparer.Ordinal).ToList();
        return [.. ranked.Take(count).Select(one => new LeaderboardEntry(
            1 + ranked.FindIndex(other => other.Row.Value == one.Row.Value), new SystemId(one.Result.SystemId), one.Result.SystemName, one.Row.Value!.Value, one.Row.CiLow, one.Row.CiHigh,
            new ResultId(one.Result.Id), one.Result.FinishedAt))];
    }
}

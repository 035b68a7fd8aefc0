using BenchHub.Analytics;
using BenchHub.Evaluation.Metrics;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Analytics;

/// <summary>One result in a series.</summary>
/// <param name="Result">The result.</param>
/// <param name="Metric">Its value, which is defined.</param>
/// <param name="Model">That was asked; null where none was or nobody noted it.</param>
/// <param name="LeftOut">Why its value cannot be set beside the others; null where it can.</param>
internal sealed record SeriesEntry(ResultRow Result, MetricRow Metric, string? Model, string? LeftOut)
{
    public double Value => Metric.Value!.Value;

    public SeriesPoint Point => new(
        Result.FinishedAt, Value, Metric.CiLow, Metric.CiHigh, Metric.N, Result.Id, Result.SystemRevision, Result.DatasetVersion, Model, LeftOut is null);
}

/// <summary>The values of one metric that one system had on one dataset, in order of time.</summary>
internal sealed record MetricSeries(string SystemId, string DatasetId, string Metric, IReadOnlyList<SeriesEntry> Entries)
{
    /// <summary>Names may change; the newest is meant.</summary>
    public string System => Entries[^1].Result.SystemName;

    public string Dataset => Entries[^1].Result.DatasetName;

    public IReadOnlyList<SeriesEntry> Counted { get; } = [.. Entries.Where(static entry => entry.LeftOut is null)];

    public MetricDirection Direction { get; } = MetricChoice.Definition(Metric)?.Direction ?? MetricDirection.HigherIsBetter;

    public double[] Values => [.. Counted.Select(static entry => entry.Value)];

    public DateTimeOffset[] Times => [.. Counted.Select(static entry => entry.Result.FinishedAt)];

    public IEnumerable<string> Notes => Entries
        .Where(static entry => entry.LeftOut is not null)
        .GroupBy(static entry => entry.LeftOut!)
        .Select(group => $"{group.Count()} of the {Entries.Count} results of '{System}' with {Metric} on '{Dataset}' {(group.Count() == 1 ? "is" : "are")} shown but not counted: {group.Key}.");

    public bool IsBetter(double before, double after) => after > before == (Direction == MetricDirection.HigherIsBetter);
}

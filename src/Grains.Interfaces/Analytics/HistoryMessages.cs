using System.Collections.Immutable;
using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Systems;

namespace BenchHub.Analytics;

/// <summary>Query: the results of one system that were finished in a range of time.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.look-back")]
public sealed record LookBack
{
    [Id(0)] public required SystemId System { get; init; }

    /// <summary>Null means all that it was measured on.</summary>
    [Id(1)] public DatasetId? Dataset { get; init; }

    /// <summary>Null means all; for a trend the first of the newest result.</summary>
    [Id(2)] public string? Metric { get; init; }

    [Id(3)] public DateTimeOffset? From { get; init; }

    /// <summary>The first instant that no longer counts.</summary>
    [Id(4)] public DateTimeOffset? To { get; init; }
}

/// <summary>Query: several systems on one dataset and metric.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.compare-models-query")]
public sealed record CompareModels
{
    /// <summary>Empty means all with a result.</summary>
    [Id(0)] public ImmutableArray<SystemId> Systems { get; init; } = [];

    [Id(1)] public required DatasetId Dataset { get; init; }

    [Id(2)] public string? Metric { get; init; }

    [Id(3)] public DateTimeOffset? From { get; init; }

    [Id(4)] public DateTimeOffset? To { get; init; }
}

[GenerateSerializer, Immutable, Alias("benchhub.system-report")]
public sealed record SystemReport(
    [property: Id(0)] SystemId SystemId,
    [property: Id(1)] string System,
    [property: Id(2)] int Evaluations,
    [property: Id(3)] ImmutableArray<MetricTrend> Trends,
    [property: Id(4)] ImmutableArray<ChangePoint> ChangePoints,
    [property: Id(5)] ImmutableArray<DatasetPerformance> Performance,
    [property: Id(6)] ReportSummary Summary,
    [property: Id(7)] ImmutableArray<string> Notes);

/// <summary>One metric on one dataset over time.</summary>
/// <remarks>
/// Points: in order of time.
/// Trend: null where there are too few results for one.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.metric-trend")]
public sealed record MetricTrend(
    [property: Id(0)] SystemId SystemId,
    [property: Id(1)] string System,
    [property: Id(2)] DatasetId DatasetId,
    [property: Id(3)] string Dataset,
    [property: Id(4)] string Metric,
    [property: Id(5)] bool HigherIsBetter,
    [property: Id(6)] ImmutableArray<SeriesPoint> Points,
    [property: Id(7)] TrendNumbers? Trend);

/// <remarks>
/// IsCounted: false for a result whose value cannot be set beside the others; the notes say why.
/// Model: the model that was asked; null where none was, or nobody noted it.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.series-point")]
public sealed record SeriesPoint(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] double Value,
    [property: Id(2)] double? CiLow,
    [property: Id(3)] double? CiHigh,
    [property: Id(4)] int N,
    [property: Id(5)] string ResultId,
    [property: Id(6)] int SystemRevision,
    [property: Id(7)] int DatasetVersion,
    [property: Id(8)] string? Model,
    [property: Id(9)] bool IsCounted);

/// <remarks>
/// Direction: <c>improving</c>, <c>declining</c> or <c>flat</c>: what the slope means, where the adjusted p is at most 0.05.
/// PAdjusted: over all trends of the report.
/// RobustPerDay: Theil and Sen's slope.
/// RankP: of Mann and Kendall's test.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.trend-numbers")]
public sealed record TrendNumbers(
    [property: Id(0)] string Direction,
    [property: Id(1)] double SlopePerDay,
    [property: Id(2)] double SlopeLow,
    [property: Id(3)] double SlopeHigh,
    [property: Id(4)] double P,
    [property: Id(5)] double PAdjusted,
    [property: Id(6)] double SlopePerEvaluation,
    [property: Id(7)] double RobustPerDay,
    [property: Id(8)] double RobustLow,
    [property: Id(9)] double RobustHigh,
    [property: Id(10)] double RankP,
    [property: Id(11)] double Tau,
    [property: Id(12)] int N,
    [property: Id(13)] string Method);

/// <summary>A moment from which on the values are others.</summary>
/// <remarks>
/// At: when the first result after the change was finished.
/// Before: level before, over all results since the last change.
/// Changed: what the results before and after were measured with that differs.
/// Sentence: for people.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.change-point")]
public sealed record ChangePoint(
    [property: Id(0)] DatasetId DatasetId,
    [property: Id(1)] string Dataset,
    [property: Id(2)] string Metric,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string ResultId,
    [property: Id(5)] string ResultBefore,
    [property: Id(6)] double Before,
    [property: Id(7)] double After,
    [property: Id(8)] bool IsBetter,
    [property: Id(9)] double P,
    [property: Id(10)] string Method,
    [property: Id(11)] ImmutableArray<SetupChange> Changed,
    [property: Id(12)] string Sentence);

public enum SetupPart
{
    SystemVersion = 0,
    DatasetVersion = 1,
    Prompt = 2,
    Model = 3,
    Config = 4,
}

/// <remarks>
/// Field: such as <c>model.temperature</c>.
/// From: null where it was not set.
/// To: null where it is not set any more.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.setup-change")]
public sealed record SetupChange(
    [property: Id(0)] SetupPart What,
    [property: Id(1)] string Field,
    [property: Id(2)] string? From,
    [property: Id(3)] string? To);

/// <summary>One metric on one dataset in numbers; the spread is of whole results, not of items.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.dataset-performance")]
public sealed record DatasetPerformance(
    [property: Id(0)] DatasetId DatasetId,
    [property: Id(1)] string Dataset,
    [property: Id(2)] string Metric,
    [property: Id(3)] double Latest,
    [property: Id(4)] double Mean,
    [property: Id(5)] double Best,
    [property: Id(6)] double Worst,
    [property: Id(7)] int Count,
    [property: Id(8)] double StandardDeviation,
    [property: Id(9)] double CoefficientOfVariation,
    [property: Id(10)] double Range);

[GenerateSerializer, Immutable, Alias("benchhub.report-summary")]
public sealed record ReportSummary(
    [property: Id(0)] int Datasets,
    [property: Id(1)] int Improving,
    [property: Id(2)] int Declining,
    [property: Id(3)] int Flat,
    [property: Id(4)] int ChangePoints,
    [property: Id(5)] long Items,
    [property: Id(6)] long Errors,
    [property: Id(7)] DateTimeOffset? FirstAt,
    [property: Id(8)] DateTimeOffset? LastAt,
    [property: Id(9)] string Sentence);

[GenerateSerializer, Immutable, Alias("benchhub.trend-report")]
public sealed record TrendReport(
    [property: Id(0)] MetricTrend Series,
    [property: Id(1)] ImmutableArray<ChangePoint> ChangePoints,
    [property: Id(2)] ImmutableArray<string> Notes);

/// <remarks>
/// Verdict: of the systems' latest results; null where they cannot be compared, and a note says why.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.models-report")]
public sealed record ModelsReport(
    [property: Id(0)] DatasetId DatasetId,
    [property: Id(1)] string Dataset,
    [property: Id(2)] string Metric,
    [property: Id(3)] ImmutableArray<MetricTrend> Series,
    [property: Id(4)] Comparison? Verdict,
    [property: Id(5)] ImmutableArray<string> Notes);

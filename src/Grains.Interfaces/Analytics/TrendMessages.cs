using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Systems;

namespace BenchHub.Analytics;

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

[GenerateSerializer, Immutable, Alias("benchhub.system-performance")]
public sealed record SystemPerformance(
    [property: Id(0)] SystemId SystemId,
    [property: Id(1)] string System,
    [property: Id(2)] DatasetPerformance Performance);

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

/// <summary>Query: the spread of systems' results on datasets by metrics.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.stability-of")]
public sealed record StabilityOf(
    [property: Id(0)] ImmutableArray<SystemId> Systems,
    [property: Id(1)] ImmutableArray<DatasetId> Datasets,
    [property: Id(2)] ImmutableArray<string> Metrics,
    [property: Id(3)] DateTimeOffset? To);

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

using System.Collections.Immutable;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Analytics;

/// <remarks>
/// Metric: null means the first of the result.
/// By: <c>tag</c>, <c>length</c>, <c>language</c>, <c>difficulty</c> or a field of the records.
/// Against: another result on the same items; null means that each slice is set against the other items.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.slice-result")]
public sealed record SliceResult(
    [property: Id(0)] ResultId Result,
    [property: Id(1)] string? Metric,
    [property: Id(2)] string By,
    [property: Id(3)] ResultId? Against);

[GenerateSerializer, Immutable, Alias("benchhub.slice-report")]
public sealed record SliceReport(
    [property: Id(0)] string By,
    [property: Id(1)] string Metric,
    [property: Id(2)] ImmutableArray<SliceRow> Slices,
    [property: Id(3)] string Method,
    [property: Id(4)] ImmutableArray<string> Notes);

[GenerateSerializer, Immutable, Alias("benchhub.slice-row")]
public sealed record SliceRow(
    [property: Id(0)] string Value,
    [property: Id(1)] int Items,
    [property: Id(2)] int N,
    [property: Id(3)] double Mean,
    [property: Id(4)] double CiLow,
    [property: Id(5)] double CiHigh,
    [property: Id(6)] double Difference,
    [property: Id(7)] double P,
    [property: Id(8)] double PAdjusted);

/// <remarks>
/// Threshold: a score worse than this is a failure; null means the middle of what the metric can be. Embedder: a system whose embedding
/// model tells which prompts are alike; null means that words alone do.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.find-failures")]
public sealed record FindFailures(
    [property: Id(0)] ResultId Result,
    [property: Id(1)] string? Metric,
    [property: Id(2)] double? Threshold,
    [property: Id(3)] SystemId? Embedder = null);

[GenerateSerializer, Immutable, Alias("benchhub.failure-report")]
public sealed record FailureReport(
    [property: Id(0)] string Metric,
    [property: Id(1)] double Threshold,
    [property: Id(2)] int Failed,
    [property: Id(3)] int Items,
    [property: Id(4)] ImmutableArray<FailureGroup> Patterns,
    [property: Id(5)] string Method,
    [property: Id(6)] ImmutableArray<string> Notes);

[GenerateSerializer, Immutable, Alias("benchhub.failure-group")]
public sealed record FailureGroup(
    [property: Id(0)] string Label,
    [property: Id(1)] ImmutableArray<string> Terms,
    [property: Id(2)] int Failed,
    [property: Id(3)] int Of,
    [property: Id(4)] double Rate,
    [property: Id(5)] double Lift,
    [property: Id(6)] double P,
    [property: Id(7)] double PAdjusted,
    [property: Id(8)] ImmutableArray<FailedPrompt> Examples)
{
    public const string Phrase = "ngram";
    public const string Embedding = "embedding";

    /// <summary>By what the prompts are alike.</summary>
    [Id(9)] public string Kind { get; init; } = Phrase;
}

/// <remarks>
/// Input: its beginning.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.failed-prompt")]
public sealed record FailedPrompt(
    [property: Id(0)] int Index,
    [property: Id(1)] string ItemId,
    [property: Id(2)] string Input);

[GenerateSerializer, Immutable, Alias("benchhub.distribution-report")]
public sealed record DistributionReport(
    [property: Id(0)] string Metric,
    [property: Id(1)] ImmutableArray<DistributionBin> Bins,
    [property: Id(2)] ImmutableArray<QuantileValue> Quantiles,
    [property: Id(3)] int N,
    [property: Id(4)] int Undefined);

[GenerateSerializer, Immutable, Alias("benchhub.distribution-bin")]
public readonly record struct DistributionBin(
    [property: Id(0)] double From,
    [property: Id(1)] double To,
    [property: Id(2)] int Count);

[GenerateSerializer, Immutable, Alias("benchhub.quantile-value")]
public readonly record struct QuantileValue(
    [property: Id(0)] double Q,
    [property: Id(1)] double Value);

/// <remarks>
/// Metric: null means the first of the result a.
/// Alpha: chance of ever calling a difference where there is none, however often one looks.
/// Margin: differences up to this do not matter.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.ab-query")]
public sealed record AbQuery(
    [property: Id(0)] ResultId A,
    [property: Id(1)] ResultId B,
    [property: Id(2)] string? Metric,
    [property: Id(3)] double Alpha,
    [property: Id(4)] double Margin,
    [property: Id(5)] int? Seed);

/// <remarks>
/// Outcome: <c>difference</c>, <c>equivalence</c> or <c>undecided</c>.
/// Winner: id of the better result by the metric's direction; null where none is known to be.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.ab-report")]
public sealed record AbReport(
    [property: Id(0)] string A,
    [property: Id(1)] string B,
    [property: Id(2)] string SystemA,
    [property: Id(3)] string SystemB,
    [property: Id(4)] string Metric,
    [property: Id(5)] string Outcome,
    [property: Id(6)] int? DecidedAt,
    [property: Id(7)] string? Winner,
    [property: Id(8)] ImmutableArray<AbPoint> Path,
    [property: Id(9)] string Method,
    [property: Id(10)] string Sentence,
    [property: Id(11)] ImmutableArray<string> Notes);

[GenerateSerializer, Immutable, Alias("benchhub.ab-point")]
public readonly record struct AbPoint(
    [property: Id(0)] int N,
    [property: Id(1)] double Mean,
    [property: Id(2)] double Low,
    [property: Id(3)] double High,
    [property: Id(4)] double P);

[GenerateSerializer, Immutable, Alias("benchhub.job-prediction")]
public sealed record JobPrediction(
    [property: Id(0)] JobId Job,
    [property: Id(1)] ImmutableArray<ScorePrediction> Tasks,
    [property: Id(2)] ImmutableArray<string> Notes);

/// <remarks>
/// AnytimeLow: of the interval that holds at all looks together; NaN where there is none.
/// IsRandomOrder: whether the items are asked in a random order, which the intervals rest on.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.score-prediction")]
public sealed record ScorePrediction(
    [property: Id(0)] int Task,
    [property: Id(1)] string System,
    [property: Id(2)] string SystemId,
    [property: Id(3)] string Dataset,
    [property: Id(4)] string DatasetId,
    [property: Id(5)] string Metric,
    [property: Id(6)] int Seen,
    [property: Id(7)] int Of,
    [property: Id(8)] double Mean,
    [property: Id(9)] double Low,
    [property: Id(10)] double High,
    [property: Id(11)] double AnytimeLow,
    [property: Id(12)] double AnytimeHigh,
    [property: Id(13)] bool IsRandomOrder,
    [property: Id(14)] string Method);

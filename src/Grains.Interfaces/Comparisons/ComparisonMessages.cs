using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Comparisons;

/// <summary>
/// Query: compare results on one dataset and metric. Without <see cref="Results"/> each system's latest result on
/// the version counts; without <see cref="Systems"/> every system that has one.
/// </summary>
[GenerateSerializer, Immutable, Alias("benchhub.compare-systems")]
public sealed record CompareSystems
{
    [Id(0)] public required DatasetId Dataset { get; init; }

    /// <summary>Null means the latest.</summary>
    [Id(1)] public int? Version { get; init; }

    [Id(2)] public required string Metric { get; init; }

    [Id(3)] public ImmutableArray<SystemId> Systems { get; init; } = [];

    [Id(4)] public ImmutableArray<ResultId> Results { get; init; } = [];

    /// <summary>Error rate of the family of tests. Default: 0.05.</summary>
    [Id(5)] public double Alpha { get; init; } = 0.05;

    /// <summary>Names of paired tests; the first one decides. Empty means randomization.</summary>
    [Id(6)] public ImmutableArray<string> Tests { get; init; } = [];

    /// <summary>Name of the correction over every test of every pair; null means holm.</summary>
    [Id(7)] public string? Correction { get; init; }
}

[GenerateSerializer, Immutable, Alias("benchhub.comparison")]
public sealed record Comparison(
    [property: Id(0)] DatasetId Dataset,
    [property: Id(1)] string DatasetName,
    [property: Id(2)] int Version,
    [property: Id(3)] string Metric,
    [property: Id(4)] ImmutableArray<RankedSystem> Ranking,
    [property: Id(5)] ImmutableArray<PairwiseTest> Tests,
    [property: Id(6)] ImmutableArray<string> Notes,
    [property: Id(7)] string Method,
    [property: Id(8)] DateTimeOffset ComparedAt)
{
    /// <summary>Names of systems that were not found to differ: the largest sets without a significant pair, best first.</summary>
    [Id(9)] public ImmutableArray<ImmutableArray<string>> Groups { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("benchhub.ranked-system")]
public sealed record RankedSystem(
    [property: Id(0)] SystemId SystemId,
    [property: Id(1)] string System,
    [property: Id(2)] ResultId ResultId,
    [property: Id(3)] int Rank,
    [property: Id(4)] int RankLow,
    [property: Id(5)] int RankHigh,
    [property: Id(6)] double Value,
    [property: Id(7)] double? CiLow,
    [property: Id(8)] double? CiHigh,
    [property: Id(9)] int N,
    [property: Id(10)] int Errors,
    [property: Id(11)] DateTimeOffset EvaluatedAt)
{
    /// <summary>Since when the result, which was named, does not stand for its system; null where it does.</summary>
    [Id(12)] public DateTimeOffset? QuarantinedAt { get; init; }
}

[GenerateSerializer, Immutable, Alias("benchhub.pairwise-test")]
public sealed record PairwiseTest(
    [property: Id(0)] string A,
    [property: Id(1)] string B,
    [property: Id(2)] double Difference,
    [property: Id(3)] double? CiLow,
    [property: Id(4)] double? CiHigh,
    [property: Id(5)] double? P,
    [property: Id(6)] double? PAdjusted,
    [property: Id(7)] double? PTTest,
    [property: Id(8)] double? EffectSize,
    [property: Id(9)] int Wins,
    [property: Id(10)] int Ties,
    [property: Id(11)] int Losses,
    [property: Id(12)] int N,
    [property: Id(13)] bool Significant,
    [property: Id(14)] ImmutableArray<TestOutcome> Outcomes)
{
    /// <summary>Items of the comparison that are not among the <see cref="N"/>, since one of the two has no score of them.</summary>
    [Id(15)] public int Dropped { get; init; }

    /// <summary>What so many items can show; null where no test was made, or fewer than two items are paired.</summary>
    [Id(16)] public PairPower? Power { get; init; }
}

/// <summary>One test of one pair.</summary>
/// <param name="Test">Its name.</param>
/// <param name="Statistic">What the method says it is; null where it is undefined.</param>
/// <param name="P">By itself.</param>
/// <param name="PAdjusted">After the correction.</param>
/// <param name="Method">How the numbers were found.</param>
[GenerateSerializer, Immutable, Alias("benchhub.test-outcome")]
public sealed record TestOutcome(
    [property: Id(0)] string Test,
    [property: Id(1)] double? Statistic,
    [property: Id(2)] double? P,
    [property: Id(3)] double? PAdjusted,
    [property: Id(4)] string Method);

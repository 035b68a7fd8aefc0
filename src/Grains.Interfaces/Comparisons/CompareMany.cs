using System.Collections.Immutable;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Comparisons;

/// <summary>
/// Command: compare systems on each dataset by each metric, with one correction over all tests, and keep what came out.
/// </summary>
[GenerateSerializer, Immutable, Alias("benchhub.compare-many")]
public sealed record CompareMany
{
    /// <summary>Null takes the names of the datasets and metrics.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>Empty means every system that has a result.</summary>
    [Id(1)] public ImmutableArray<SystemId> Systems { get; init; } = [];

    /// <summary>Empty where <see cref="Results"/> tell them.</summary>
    [Id(2)] public ImmutableArray<DatasetRef> Datasets { get; init; } = [];

    /// <summary>At least one; the overall ranking is by the first.</summary>
    [Id(3)] public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>These in place of each system's latest.</summary>
    [Id(4)] public ImmutableArray<ResultId> Results { get; init; } = [];

    /// <summary>Error rate of the family of tests. Default: 0.05.</summary>
    [Id(5)] public double Alpha { get; init; } = 0.05;

    /// <summary>Names of paired tests; the first one decides. Empty means randomization.</summary>
    [Id(6)] public ImmutableArray<string> Tests { get; init; } = [];

    /// <summary>Name of the correction over every test of every pair of every dataset and metric; null means holm.</summary>
    [Id(7)] public string? Correction { get; init; }

    /// <summary>The difference that power is told for, in the metric's unit; null means a hundredth of the metric's range.</summary>
    [Id(8)] public double? Difference { get; init; }

    /// <summary>The chance with which a difference should be shown. Default: 0.8.</summary>
    [Id(9)] public double Power { get; init; } = 0.8;

    /// <summary>Of bootstrap and randomization. Default: 10,000.</summary>
    [Id(10)] public int Resamples { get; init; } = 10_000;
}

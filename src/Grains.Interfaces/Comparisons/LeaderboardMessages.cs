using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Comparisons;

/// <summary>Query: rank systems over datasets by what stands for each on the latest version.</summary>
/// <param name="Metric">Canonical name.</param>
/// <param name="Datasets">Empty means every dataset on which the metric was measured.</param>
/// <param name="Alpha">Error rate of the comparisons of all pairs.</param>
[GenerateSerializer, Immutable, Alias("benchhub.rank-over-datasets")]
public sealed record RankOverDatasets(
    [property: Id(0)] string Metric,
    [property: Id(1)] ImmutableArray<DatasetId> Datasets,
    [property: Id(2)] double Alpha = 0.05);

/// <param name="Datasets">Those with a value, by name.</param>
/// <param name="Ranking">Of finished results only: a part of a run is no fair sample of its items.</param>
/// <param name="Running">Tasks under way on the datasets; what they measure ranks when they are done.</param>
[GenerateSerializer, Immutable, Alias("benchhub.leaderboard")]
public sealed record Leaderboard(
    [property: Id(0)] ImmutableArray<RankedDataset> Datasets,
    [property: Id(1)] OverallRanking Ranking,
    [property: Id(2)] ImmutableArray<RunningTask> Running);

[GenerateSerializer, Immutable, Alias("benchhub.ranked-dataset")]
public sealed record RankedDataset([property: Id(0)] DatasetId DatasetId, [property: Id(1)] string Dataset, [property: Id(2)] int Version);

[GenerateSerializer, Immutable, Alias("benchhub.running-task")]
public sealed record RunningTask(
    [property: Id(0)] SystemId SystemId,
    [property: Id(1)] string System,
    [property: Id(2)] DatasetId DatasetId,
    [property: Id(3)] string Dataset,
    [property: Id(4)] JobId JobId,
    [property: Id(5)] int Done,
    [property: Id(6)] int Items);

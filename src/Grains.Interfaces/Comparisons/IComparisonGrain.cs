using Orleans.Concurrency;

namespace BenchHub.Comparisons;

/// <summary>Compares stored results. Keeps nothing in memory; the arithmetic runs beside the grain's turn.</summary>
[Alias("benchhub.comparison-grain")]
public interface IComparisonGrain : IGrainWithIntegerKey
{
    /// <exception cref="RefusedException">There is nothing to compare, or the results are not comparable; the message says what differs.</exception>
    [ReadOnly, ResponseTimeout("00:05:00"), Alias("compare")]
    Task<Comparison> Compare(CompareSystems query);

    /// <summary>Compares and keeps. Repeating it answers what is kept under the id.</summary>
    /// <exception cref="RefusedException">No cell can be compared, or the id names another comparison.</exception>
    [ResponseTimeout("00:05:00"), Alias("create")]
    Task<StoredComparison> Create(string id, CompareMany command);

    /// <summary>The same systems, datasets and metrics with the latest results and versions, kept under a new id. Repeating it answers that.</summary>
    /// <exception cref="RefusedException">There is no such comparison, or no cell can be compared any more.</exception>
    [ResponseTimeout("00:05:00"), Alias("refresh")]
    Task<StoredComparison> Refresh(string id, string newId);

    /// <exception cref="RefusedException">No result has the metric.</exception>
    [Alias("rank")]
    Task<Leaderboard> Rank(RankOverDatasets query);

    /// <exception cref="RefusedException">There is no such result, or the two are not comparable.</exception>
    [ResponseTimeout("00:02:00"), Alias("items")]
    Task<ItemPage> Items(CompareItems query);
}

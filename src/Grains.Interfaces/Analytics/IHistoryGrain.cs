namespace BenchHub.Analytics;

/// <summary>Looks at results over time. Keeps nothing; the arithmetic runs beside the grain's turn.</summary>
[Alias("benchhub.history")]
public interface IHistoryGrain : IGrainWithIntegerKey
{
    /// <summary>Everything that moved in the results of one system.</summary>
    /// <remarks>No result in the range: an empty report that says so.</remarks>
    [Alias("report")]
    Task<SystemReport> Report(LookBack query);

    /// <summary>One metric of one system on one dataset.</summary>
    /// <exception cref="RefusedException">The results do not have the metric; the message says what they have.</exception>
    [Alias("trend")]
    Task<TrendReport> Trend(LookBack query);

    /// <summary>The same metric and dataset for several systems, and whether their latest results differ.</summary>
    /// <exception cref="RefusedException">The results do not have the metric.</exception>
    [Alias("compare-models")]
    Task<ModelsReport> CompareModels(CompareModels query);
}

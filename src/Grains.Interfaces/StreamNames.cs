namespace BenchHub;

public static class StreamNames
{
    /// <summary>The stream provider of the cluster.</summary>
    public const string Provider = "benchhub";

    /// <summary>Namespace of results by system and dataset; the key is that of <c>IMetricAggregationGrain</c>.</summary>
    public const string Results = "results";

    /// <summary>Namespace of results by dataset; the key is that of <c>ILeaderboardGrain</c>.</summary>
    public const string ResultsOfDatasets = "results-of-datasets";

    /// <summary>Namespace of results by the rule that judges them; the key is that of <c>IAlertGrain</c>.</summary>
    public const string ResultsForRules = "results-for-rules";
}

namespace BenchHub;

public static class StreamNames
{
    /// <summary>The stream provider of the cluster.</summary>
    public const string Provider = "benchhub";

    /// <summary>Namespace of <see cref="Jobs.ResultRecorded"/>, keyed by dataset id. A hint; SQL holds the fact.</summary>
    public const string Results = "results";
}

namespace BenchHub;

public static class StreamNames
{
    /// <summary>The stream provider of the cluster.</summary>
    public const string Provider = "benchhub";
}

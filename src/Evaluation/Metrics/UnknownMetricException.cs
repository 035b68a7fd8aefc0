namespace BenchHub.Evaluation.Metrics;

/// <summary>A metric was asked for that cannot be computed; the message says which, why, and what would be accepted.</summary>
public sealed class UnknownMetricException(string metric, string message) : FormatException(message)
{
    /// <summary>The text as the user wrote it.</summary>
    public string Metric { get; } = metric;
}

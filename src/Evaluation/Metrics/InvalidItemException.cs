namespace BenchHub.Evaluation.Metrics;

/// <summary>An item from which a metric cannot be computed; the message says which item, and what it lacks.</summary>
public sealed class InvalidItemException(string message) : FormatException(message);

namespace BenchHub.Evaluation.Statistics;

/// <summary>A statistic was asked for that these scores or settings do not have; the message says why and what would do.</summary>
public sealed class StatisticRefusedException(string message) : ArgumentException(message);

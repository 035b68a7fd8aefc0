namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>
/// What it costs to say that a stretch of values has one level, or one level and spread. Splitting a stretch never raises
/// the cost, which is what makes PELT's pruning exact.
/// </summary>
internal interface ISegmentCost
{
    /// <summary>Values that there are.</summary>
    int Length { get; }

    /// <summary>Cost of the values from <paramref name="from"/> (in) to <paramref name="to"/> (out); O(1).</summary>
    double Of(int from, int to);
}

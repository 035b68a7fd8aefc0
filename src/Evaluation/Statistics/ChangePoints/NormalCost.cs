namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>
/// -2 log likelihood, without its constant, of normal values with the stretch's own mean and variance, the variance being no
/// less than a floor, without which two equal values would fit infinitely well.
/// </summary>
internal sealed class NormalCost(ReadOnlySpan<double> values, double leastVariance) : ISegmentCost
{
    private readonly PrefixSums _sums = new(values);

    public int Length => _sums.Length;

    public double Of(int from, int to)
    {
        var n = to - from;
        var spread = _sums.Spread(from, to);
        var variance = Math.Max(spread / n, leastVariance);
        return (n * Math.Log(variance)) + (spread / variance);
    }
}

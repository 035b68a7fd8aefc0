namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>
/// A cost with the part of the modified BIC that depends on where the changes are: the logarithm of each stretch's share of
/// the values (Zhang and Siegmund, Biometrics, 2007). A split lowers that part by log 4 or more, since the two shares'
/// product is at most a quarter of their sum's square.
/// </summary>
internal sealed class ModifiedBicCost(ISegmentCost cost) : ISegmentCost
{
    public int Length => cost.Length;

    public double Of(int from, int to) => cost.Of(from, to) + Math.Log((double)(to - from) / Length);
}

namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>Squared distances from the stretch's mean in units of the noise variance: -2 log likelihood of normal values with one known variance.</summary>
internal sealed class MeanCost(ReadOnlySpan<double> values, double noiseVariance) : ISegmentCost
{
    private readonly PrefixSums _sums = new(values);

    public int Length => _sums.Length;

    public double Of(int from, int to) => _sums.Spread(from, to) / noiseVariance;
}

namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>Sums of any stretch in O(1), of values less their mean, so that a large level does not eat the digits of the spread.</summary>
internal sealed class PrefixSums
{
    private readonly double[] _sums;
    private readonly double[] _squares;

    public PrefixSums(ReadOnlySpan<double> values)
    {
        var centre = Moments.Mean(values);
        _sums = new double[values.Length + 1];
        _squares = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] - centre;
            _sums[i + 1] = _sums[i] + value;
            _squares[i + 1] = _squares[i] + (value * value);
        }
    }

    public int Length => _sums.Length - 1;

    /// <summary>Sum of squared distances from the stretch's own mean.</summary>
    public double Spread(int from, int to)
    {
        var sum = _sums[to] - _sums[from];
        return Math.Max(0, _squares[to] - _squares[from] - (sum * sum / (to - from)));
    }
}

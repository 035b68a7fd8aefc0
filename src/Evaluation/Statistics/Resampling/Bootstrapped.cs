using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>The bootstrap distribution of a number, and the intervals that can be read from it.</summary>
/// <remarks>
/// Quantiles are <see cref="Quantile"/>'s, and each interval equals what <c>scipy.stats.bootstrap</c> (1.10.1) makes of the
/// same replicates. Replicates that are all the same: percentile and basic intervals are that value at both ends, the BCa
/// interval is undefined, as it is for scipy, since neither its bias nor its acceleration has a value. A replicate that is
/// NaN makes everything but <see cref="Estimate"/> NaN: where a resample may lack a denominator, let the statistic say what
/// holds then.
/// </remarks>
public sealed class Bootstrapped
{
    private const double Rounding = 1e-13;

    private readonly double[] _sorted;
    private readonly double _acceleration;

    internal Bootstrapped(double estimate, double[] replicates, double acceleration)
    {
        Estimate = estimate;
        StandardError = Moments.StandardDeviation(replicates);
        _sorted = replicates.AsSpan().ToArray();
        _acceleration = acceleration;
        Array.Sort(_sorted);
    }

    /// <summary>The number over the items as they are.</summary>
    public double Estimate { get; }

    /// <summary>Standard deviation of the replicates (divisor one less than their number); NaN for a single one.</summary>
    public double StandardError { get; }

    /// <summary>The replicates in ascending order.</summary>
    public ReadOnlySpan<double> Sorted => _sorted;

    // NaN sorts first.
    private bool Undefined => double.IsNaN(_sorted[0]);

    /// <summary>The middle <paramref name="level"/> of the replicates (Efron, 1979).</summary>
    public Interval Percentile(double level) => Between(Tail(level), 1 - Tail(level));

    /// <summary>The percentile interval turned round the estimate (Davison and Hinkley, 1997, eq. 5.6).</summary>
    public Interval Basic(double level)
    {
        var (low, high) = Percentile(level);
        return new((2 * Estimate) - high, (2 * Estimate) - low);
    }

    /// <summary>
    /// The percentile interval corrected for bias and for a spread that changes with the number (Efron, 1987): quantiles at
    /// Φ(z₀ + (z₀ + z) / (1 - a (z₀ + z))), where z₀ is the normal quantile of the share of replicates below the estimate,
    /// those equal counting half, and a is the jackknife's acceleration.
    /// </summary>
    public Interval Bca(double level)
    {
        if (Undefined || _sorted[0] == _sorted[^1])
        {
            return Interval.Undefined;
        }

        // Sums of the same scores in another order are the same in truth.
        var rounding = Rounding * Math.Max(Math.Abs(_sorted[0]), Math.Abs(_sorted[^1]));
        var (below, upTo) = (CountBelow(Estimate - rounding), CountBelow(Estimate + rounding));
        var bias = -StandardNormal.UpperQuantile((below + upTo) / (2.0 * _sorted.Length));
        var z = StandardNormal.UpperQuantile(Tail(level));
        var (low, high) = (Corrected(bias, -z), Corrected(bias, z));
        return double.IsNaN(low) || double.IsNaN(high) ? Interval.Undefined : Between(low, high);
    }

    /// <summary>Of a mean; rounding may not carry a replicate beyond the smallest and the largest value.</summary>
    internal static Bootstrapped OfMean(double[] means, ReadOnlySpan<double> values) => new(Moments.Mean(values), Within(values, means), Jackknife.Acceleration(values));

    /// <summary>The <see cref="Percentile"/> interval of a mean, where nothing else is asked for: thousands of replicates need not be sorted.</summary>
    internal static Interval PercentileOfMean(double[] means, ReadOnlySpan<double> values, double level)
    {
        var replicates = Within(values, means);
        return Array.Exists(replicates, double.IsNaN)
            ? Interval.Undefined
            : new(Quantile.OfUnsorted(replicates, Tail(level)), Quantile.OfUnsorted(replicates, 1 - Tail(level)));
    }

    private static double[] Within(ReadOnlySpan<double> values, double[] means)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return values.IsEmpty ? [.. means] : Array.ConvertAll(means, mean => Math.Max(low, Math.Min(high, mean)));
    }

    private static double Tail(double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        return (1 - level) / 2;
    }

    private Interval Between(double low, double high) =>
        Undefined ? Interval.Undefined : new(Quantile.OfSorted(_sorted, low), Quantile.OfSorted(_sorted, high));

    private double Corrected(double bias, double z) =>
        StandardNormal.Lower(bias + ((bias + z) / (1 - (_acceleration * (bias + z)))));

    private int CountBelow(double value)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>Pearson's linear correlation (Pearson, 1895); equals <c>scipy.stats.pearsonr</c> 1.10.1.</summary>
/// <remarks>
/// The p-value assumes independent items from a bivariate normal distribution. O(n). Ties need no care. Two items: ±1 with p = 1.
/// </remarks>
public static class PearsonCorrelation
{
    /// <exception cref="ArgumentException">The raters rated different numbers of items.</exception>
    public static Correlation Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        TwoRaters.Require(a, b);
        var r = TwoRaters.HasNaN(a, b) ? double.NaN : Value(a, b, TwoRaters.Once(a.Length));
        return new(r, a.Length == 2 && !double.IsNaN(r) ? 1 : P(r, a.Length - 2), a.Length);
    }

    internal static SetValue Prepare(double[] a, double[] b) => times => Value(a, b, times);

    /// <summary>NaN unless both raters gave items that count two different ratings.</summary>
    internal static double Value(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<int> times)
    {
        var (sumA, sumB, n) = (0.0, 0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            sumA += times[i] * a[i];
            sumB += times[i] * b[i];
            n += times[i];
        }

        var (meanA, meanB) = (sumA / n, sumB / n);
        var (scaleA, scaleB) = (Scale(a, meanA, times), Scale(b, meanB, times));
        double both = 0, squaresA = 0, squaresB = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var (x, y) = ((a[i] - meanA) / scaleA, (b[i] - meanB) / scaleB);
            both += times[i] * x * y;
            squaresA += times[i] * x * x;
            squaresB += times[i] * y * y;
        }

        return Math.Clamp(both / Math.Sqrt(squaresA * squaresB), -1, 1);
    }

    /// <summary>r is t-distributed with n - 2 degrees of freedom after r √(ν / (1 - r²)).</summary>
    internal static double P(double r, int freedom) =>
        double.IsNaN(r) || freedom < 1 ? double.NaN
        : Math.Abs(r) == 1 ? 0
        : StudentT.TwoSidedTail(r * Math.Sqrt(freedom / ((1 + r) * (1 - r))), freedom);

    // Squares of numbers scaled to 1 cannot overflow or vanish. NaN for a constant, whose distance from its rounded mean says nothing.
    private static double Scale(ReadOnlySpan<double> values, double mean, ReadOnlySpan<int> times)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] > 0)
            {
                (lowest, highest) = (Math.Min(lowest, values[i]), Math.Max(highest, values[i]));
            }
        }

        return lowest < highest ? Math.Max(highest - mean, mean - lowest) : double.NaN;
    }
}

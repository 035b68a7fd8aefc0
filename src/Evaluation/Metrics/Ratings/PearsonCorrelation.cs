using BenchHub.Evaluation.Statistics;

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
        var r = Value(a, b);
        return new(r, a.Length == 2 && !double.IsNaN(r) ? 1 : P(r, a.Length - 2), a.Length);
    }

    internal static double Value(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length < 2 || TwoRaters.HasNaN(a, b) || TwoRaters.IsConstant(a) || TwoRaters.IsConstant(b))
        {
            return double.NaN;
        }

        var (meanA, meanB) = (Moments.Mean(a), Moments.Mean(b));
        var (scaleA, scaleB) = (Scale(a, meanA), Scale(b, meanB));
        double both = 0, squaresA = 0, squaresB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = ((a[i] - meanA) / scaleA, (b[i] - meanB) / scaleB);
            both += x * y;
            squaresA += x * x;
            squaresB += y * y;
        }

        return Math.Clamp(both / Math.Sqrt(squaresA * squaresB), -1, 1);
    }

    /// <summary>r is t-distributed with n - 2 degrees of freedom after r √(ν / (1 - r²)).</summary>
    internal static double P(double r, int freedom) =>
        double.IsNaN(r) || freedom < 1 ? double.NaN
        : Math.Abs(r) == 1 ? 0
        : PairedTTest.TwoSidedTail(r * Math.Sqrt(freedom / ((1 + r) * (1 - r))), freedom);

    // Squares of numbers scaled to 1 cannot overflow or vanish.
    private static double Scale(ReadOnlySpan<double> values, double mean)
    {
        var greatest = 0.0;
        foreach (var value in values)
        {
            greatest = Math.Max(greatest, Math.Abs(value - mean));
        }

        return greatest;
    }
}

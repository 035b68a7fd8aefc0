namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>The acceleration a of the BCa interval: a sixth of the skewness of what each item contributes.</summary>
/// <remarks>
/// a = Σ U³ / (6 (Σ U²)^(3/2)) with U_i = (n - 1) (θ̄ - θ_i), where θ_i is the number without item i and θ̄ the mean of those
/// (Efron, 1987, eq. 6.6; Efron and Tibshirani, 1993, eq. 14.15). NaN where no item changes anything. O(n * columns).
/// </remarks>
internal static class Jackknife
{
    /// <summary>Of a mean, where U_i is the item's distance from it.</summary>
    public static double Acceleration(ReadOnlySpan<double> values) => Skew(values, Moments.Mean(values));

    public static double Acceleration(IReadOnlyList<double[]> columns, ReadOnlySpan<double> sums, SummedStatistic statistic)
    {
        var n = columns[0].Length;
        if (n < 2)
        {
            return double.NaN;
        }

        var without = new double[n];
        Span<double> rest = stackalloc double[sums.Length];
        for (var i = 0; i < n; i++)
        {
            for (var c = 0; c < rest.Length; c++)
            {
                rest[c] = sums[c] - columns[c][i];
            }

            without[i] = -statistic(rest, n - 1);
        }

        return Skew(without, Moments.Mean(without));
    }

    private static double Skew(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0, cubes = 0;
        foreach (var value in values)
        {
            var u = value - mean;
            squares += u * u;
            cubes += u * u * u;
        }

        return cubes / (6 * Math.Pow(squares, 1.5));
    }
}

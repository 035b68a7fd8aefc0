namespace BenchHub.Evaluation.Statistics;

/// <summary>
/// Quantile by linear interpolation between order statistics at position (n - 1) * q: type 7 of Hyndman and Fan (1996),
/// the default of numpy.percentile and R.
/// </summary>
public static class Quantile
{
    /// <param name="sorted">Ascending, without NaN.</param>
    /// <param name="q">From 0 to 1.</param>
    /// <returns>NaN for no values; the value itself for one.</returns>
    public static double OfSorted(ReadOnlySpan<double> sorted, double q)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(q);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(q, 1);
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        var position = (sorted.Length - 1) * q;
        var below = (int)position;
        var fraction = position - below;
        return fraction == 0 ? sorted[below] : sorted[below] + (fraction * (sorted[below + 1] - sorted[below]));
    }
}

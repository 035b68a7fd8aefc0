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

    /// <summary>As <see cref="OfSorted"/> of any order, which it changes. O(n), where sorting costs five times as much for thousands of values.</summary>
    internal static double OfUnsorted(Span<double> values, double q)
    {
        var below = (int)((values.Length - 1) * q);
        Place(values, below);
        if (below + 1 < values.Length)
        {
            Place(values[(below + 1)..], 0);
        }

        return OfSorted(values, q);
    }

    // Hoare's FIND (Communications of the ACM, 1961): none behind the place is less than what it holds then, none before it greater.
    private static void Place(Span<double> values, int place)
    {
        for (int first = 0, last = values.Length - 1; first < last;)
        {
            var (pivot, i, j) = (values[place], first, last);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    (i, j) = (i + 1, j - 1);
                }
            }

            (first, last) = (j < place ? i : first, place < i ? j : last);
        }
    }
}

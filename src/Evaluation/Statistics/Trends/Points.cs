namespace BenchHub.Evaluation.Statistics.Trends;

internal static class Points
{
    /// <summary>Whether all numbers are finite; a trend over others is undefined.</summary>
    /// <exception cref="ArgumentException">As many times as values are needed.</exception>
    public static bool AreDefined(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"Each value needs its time; there are {x.Length} times and {y.Length} values.", nameof(y));
        }

        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return Quantile.OfSorted(sorted, 0.5);
    }
}

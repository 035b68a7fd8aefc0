namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>
/// Spearman's rank correlation (Spearman, 1904): Pearson's of the ranks, equals sharing their mean rank; equals
/// <c>scipy.stats.spearmanr</c> 1.10.1.
/// </summary>
/// <remarks>
/// Assumes independent items; the p-value is that of Student's t with n - 2 degrees of freedom, an approximation for few items.
/// O(n log n). Two items: ±1 with p NaN.
/// </remarks>
public static class SpearmanCorrelation
{
    /// <exception cref="ArgumentException">The raters rated different numbers of items.</exception>
    public static Correlation Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        TwoRaters.Require(a, b);
        var r = Value(a, b);
        return new(r, PearsonCorrelation.P(r, a.Length - 2), a.Length);
    }

    internal static double Value(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        TwoRaters.HasNaN(a, b) ? double.NaN : PearsonCorrelation.Value(Ranks(a), Ranks(b));

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
        }

        return ranks;
    }
}

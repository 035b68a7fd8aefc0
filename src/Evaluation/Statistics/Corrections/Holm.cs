namespace BenchHub.Evaluation.Statistics.Corrections;

/// <summary>
/// Holm's step-down adjustment (Holm, 1979): the i-th smallest of m p-values times m - i + 1, never below the one before
/// and at most 1. Holds the family-wise error rate under any dependence; equals <c>statsmodels multipletests('holm')</c>.
/// </summary>
public static class Holm
{
    /// <returns>
    /// Adjusted values in the order given. A NaN (a test that could not be made) stays NaN and does not count among the m.
    /// None: none. One: itself. Equal p-values get equal results. O(m log m).
    /// </returns>
    public static double[] Adjust(ReadOnlySpan<double> p)
    {
        var raw = p.ToArray();
        var order = RankedP.Order(raw);
        var adjusted = new double[raw.Length];
        Array.Fill(adjusted, double.NaN);
        var least = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            least = Math.Max(least, Math.Min(1, raw[order[i]] * (order.Length - i)));
            adjusted[order[i]] = least;
        }

        return adjusted;
    }
}

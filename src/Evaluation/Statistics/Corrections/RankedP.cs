namespace BenchHub.Evaluation.Statistics.Corrections;

/// <summary>What the corrections that look at the order of p-values share.</summary>
internal static class RankedP
{
    /// <summary>Places of the p-values that are not NaN, smallest first.</summary>
    public static int[] Order(double[] p) =>
        [.. Enumerable.Range(0, p.Length).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];

    /// <summary>
    /// Step-up: from the largest down, factor(rank, m) times p, never above the one before and at most 1; NaN stays NaN.
    /// </summary>
    public static double[] StepUp(ReadOnlySpan<double> p, Func<int, int, double> factor)
    {
        var raw = p.ToArray();
        var order = Order(raw);
        var adjusted = new double[raw.Length];
        Array.Fill(adjusted, double.NaN);
        var most = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            most = Math.Min(most, raw[order[i]] * factor(i + 1, order.Length));
            adjusted[order[i]] = most;
        }

        return adjusted;
    }
}

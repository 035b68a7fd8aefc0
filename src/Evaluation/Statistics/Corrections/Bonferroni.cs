namespace BenchHub.Evaluation.Statistics.Corrections;

/// <summary>
/// Bonferroni's adjustment (Dunn, 1961): p times m, at most 1. Holds the family-wise error rate under any dependence, as
/// Holm's does, which is never weaker; equals <c>statsmodels multipletests('bonferroni')</c>.
/// </summary>
public static class Bonferroni
{
    /// <inheritdoc cref="Holm.Adjust"/>
    public static double[] Adjust(ReadOnlySpan<double> p)
    {
        var raw = p.ToArray();
        var m = raw.Count(static value => !double.IsNaN(value));
        return Array.ConvertAll(raw, value => Math.Min(1, value * m));
    }
}

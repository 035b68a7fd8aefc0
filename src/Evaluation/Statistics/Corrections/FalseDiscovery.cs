namespace BenchHub.Evaluation.Statistics.Corrections;

/// <summary>
/// Adjustments that hold the false discovery rate: the expected share of the differences called significant that are none.
/// </summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Benjamini and Hochberg (1995): the i-th smallest of m p-values times m / i, never above the one after and at most 1.
    /// For independent or positively dependent tests; equals <c>statsmodels multipletests('fdr_bh')</c>.
    /// </summary>
    /// <inheritdoc cref="Holm.Adjust" path="/returns"/>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p) => RankedP.StepUp(p, static (rank, m) => (double)m / rank);

    /// <summary>
    /// Benjamini and Yekutieli (2001): the same times 1 + 1/2 + … + 1/m. For any dependence; equals
    /// <c>statsmodels multipletests('fdr_by')</c>.
    /// </summary>
    /// <inheritdoc cref="Holm.Adjust" path="/returns"/>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> p)
    {
        var (sum, counted) = (0.0, 0);
        foreach (var value in p)
        {
            sum += double.IsNaN(value) ? 0 : 1.0 / ++counted;
        }

        return RankedP.StepUp(p, (rank, m) => sum * m / rank);
    }
}

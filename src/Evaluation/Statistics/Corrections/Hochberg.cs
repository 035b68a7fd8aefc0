namespace BenchHub.Evaluation.Statistics.Corrections;

/// <summary>
/// Hochberg's step-up adjustment (Hochberg, 1988): the i-th smallest of m p-values times m - i + 1, never above the one
/// after and at most 1. Holds the family-wise error rate where the tests are independent or positively dependent; equals
/// <c>statsmodels multipletests('simes-hochberg')</c>.
/// </summary>
public static class Hochberg
{
    /// <inheritdoc cref="Holm.Adjust"/>
    public static double[] Adjust(ReadOnlySpan<double> p) => RankedP.StepUp(p, static (rank, m) => m - rank + 1);
}

namespace BenchHub.Evaluation.Statistics.Effects;

/// <summary>How large a difference is, whatever the number of items.</summary>
public static class EffectSize
{
    // Below this share of the mean, a spread is what rounding left of equal differences.
    private const double Rounding = 1e-13;

    /// <summary>
    /// Cohen's d for paired samples, d_z: mean difference in units of the differences' standard deviation (divisor n - 1)
    /// (Cohen, Statistical Power Analysis, 1988, p. 48; Lakens, 2013).
    /// </summary>
    /// <returns>NaN for fewer than two pairs, NaN in a pair, or differences that are all equal. O(n).</returns>
    public static double CohenDz(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var differences = Differences.Of(a, b);
        var mean = Moments.Mean(differences);
        var deviation = Moments.StandardDeviation(differences);
        return deviation <= Rounding * Math.Abs(mean) ? double.NaN : mean / deviation;
    }
}

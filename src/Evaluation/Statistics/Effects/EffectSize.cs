using MathNet.Numerics;

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

    /// <summary>
    /// Hedges' g for paired samples: d_z times J(ν) = Γ(ν/2) / (√(ν/2) Γ((ν - 1)/2)) with ν = n - 1, which takes out the bias
    /// of d_z in small samples (Hedges, 1981, equation 6e: the exact factor, not its approximation 1 - 3 / (4ν - 1)).
    /// </summary>
    /// <returns>NaN for fewer than three pairs, for which the factor is 0, and where d_z is NaN. O(n).</returns>
    public static double HedgesG(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        a.Length < 3 ? double.NaN : SmallSampleFactor(a.Length - 1) * CohenDz(a, b);

    /// <summary>
    /// Cliff's delta: how much more often a score of a is above one of b than below it, over all pairs of any two items
    /// (Cliff, 1993). From -1 to 1; 0 where neither dominates.
    /// </summary>
    /// <returns>NaN where either has no scores or a NaN among them; the lengths may differ. O(n log n).</returns>
    public static double CliffsDelta(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double[] left = [.. a], right = [.. b];
        if (left.Length == 0 || right.Length == 0 || left.Any(double.IsNaN) || right.Any(double.IsNaN))
        {
            return double.NaN;
        }

        Array.Sort(left);
        Array.Sort(right);
        var excess = 0L;
        int below = 0, notAbove = 0;
        foreach (var score in left)
        {
            while (below < right.Length && right[below] < score)
            {
                below++;
            }

            while (notAbove < right.Length && right[notAbove] <= score)
            {
                notAbove++;
            }

            excess += below - (right.Length - notAbove);
        }

        return excess / ((double)left.Length * right.Length);
    }

    // For many items Γ(x + 1/2) / Γ(x) by its series in 1/x with x = (ν - 1) / 2, where logarithms of Γ would cancel digits.
    private static double SmallSampleFactor(double freedom)
    {
        var x = (freedom - 1) / 2;
        return x < 500
            ? Math.Exp(SpecialFunctions.GammaLn(freedom / 2) - SpecialFunctions.GammaLn(x)) / Math.Sqrt(freedom / 2)
            : Math.Sqrt(x / (x + 0.5)) * (1 - ((1 - ((1 + (5 / (8 * x))) / (16 * x))) / (8 * x)));
    }
}

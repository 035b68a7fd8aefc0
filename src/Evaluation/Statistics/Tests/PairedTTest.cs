using MathNet.Numerics;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="T">Mean difference in units of its standard error.</param>
/// <param name="DegreesOfFreedom">Pairs less one.</param>
/// <param name="P">Two-sided.</param>
public sealed record TTest(double T, int DegreesOfFreedom, double P);

/// <summary>
/// Student's t-test of paired samples (Student, 1908), two-sided; equals <c>scipy.stats.ttest_rel</c>.
/// </summary>
/// <remarks>
/// Assumes independent items and differences that are near normal, or many. O(n). Fewer than two pairs, NaN in a pair, or
/// differences that are all 0: T and P are NaN. Differences that all equal another number: T is infinite and P is 0. Ties
/// need no care.
/// </remarks>
public static class PairedTTest
{
    private const int Large = 10_000;

    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static TTest Test(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var differences = Differences.Of(a, b);
        var freedom = differences.Length - 1;
        if (freedom < 1)
        {
            return new(double.NaN, Math.Max(0, freedom), double.NaN);
        }

        var error = Moments.StandardDeviation(differences) / Math.Sqrt(differences.Length);
        var t = Moments.Mean(differences) / error;
        return new(t, freedom, TwoSidedTail(t, freedom));
    }

    /// <summary>
    /// Chance of a t at least that far from 0: I_x(ν/2, 1/2) with x = ν / (ν + t²), the regularised incomplete beta
    /// function (Abramowitz and Stegun 26.7.1). For large ν, where the logarithms of its gamma functions would cancel
    /// digits, the normal tail at Hill's transform of t (Algorithm 395, CACM 1970), exact to 1e-15 there.
    /// </summary>
    internal static double TwoSidedTail(double t, int freedom) =>
        double.IsNaN(t) ? double.NaN
        : double.IsInfinity(t) ? 0
        : t == 0 ? 1
        : freedom <= Large ? SpecialFunctions.BetaRegularized(freedom / 2.0, 0.5, freedom / (freedom + (t * t)))
        : SpecialFunctions.Erfc(Normal(t, freedom) / Math.Sqrt(2));

    private static double Normal(double t, double freedom)
    {
        var a = freedom - 0.5;
        var z = Math.Sqrt(a * SpecialFunctions.Log1p(t * t / freedom));
        return z + (((z * z * z) + (3 * z)) / (48 * a * a));
    }
}

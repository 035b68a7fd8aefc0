using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    private const int Large = 10_000;

    /// <summary>
    /// Chance of a t at least that far from 0: I_x(ν/2, 1/2) with x = ν / (ν + t²), the regularised incomplete beta
    /// function (Abramowitz and Stegun 26.7.1). For large ν, where the logarithms of its gamma functions would cancel
    /// digits, the normal tail at Hill's transform of t (Algorithm 395, CACM 1970), exact to 1e-15 there.
    /// </summary>
    public static double TwoSidedTail(double t, double freedom) =>
        double.IsNaN(t) ? double.NaN
        : double.IsInfinity(t) ? 0
        : t == 0 ? 1
        : freedom <= Large ? SpecialFunctions.BetaRegularized(freedom / 2.0, 0.5, freedom / (freedom + (t * t)))
        : SpecialFunctions.Erfc(Normal(t, freedom) / Math.Sqrt(2));

    /// <summary>Chance of more than t.</summary>
    public static double Upper(double t, double freedom) =>
        t >= 0 ? TwoSidedTail(t, freedom) / 2 : 1 - (TwoSidedTail(t, freedom) / 2);

    /// <summary>The t that is exceeded with chance <paramref name="tail"/>, which is between 0 and 1.</summary>
    public static double UpperQuantile(double tail, double freedom) => tail switch
    {
        0.5 => 0,
        > 0.5 => -UpperQuantile(1 - tail, freedom),
        _ => Math.Exp(Brent.FindRoot(
            x => Math.Log(Math.Max(TwoSidedTail(Math.Exp(x), freedom), double.Epsilon)) - Math.Log(2 * tail), -40, 300, accuracy: 1e-15, maxIterations: 500)),
    };

    private static double Normal(double t, double freedom)
    {
        var a = freedom - 0.5;
        var z = Math.Sqrt(a * SpecialFunctions.Log1p(t * t / freedom));
        return z + (((z * z * z) + (3 * z)) / (48 * a * a));
    }
}

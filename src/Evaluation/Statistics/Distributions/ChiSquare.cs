using MathNet.Numerics;

namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>The chi-square distribution.</summary>
internal static class ChiSquare
{
    /// <summary>Chance of at least x: Q(ν/2, x/2), the upper incomplete gamma function (Abramowitz and Stegun 26.4.19).</summary>
    public static double Upper(double x, double freedom) =>
        double.IsNaN(x) ? double.NaN
        : x <= 0 ? 1
        : double.IsInfinity(x) ? 0
        : freedom == 1 ? SpecialFunctions.Erfc(Math.Sqrt(x / 2))
        : SpecialFunctions.GammaUpperRegularized(freedom / 2, x / 2);
}

using MathNet.Numerics;

namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>The normal distribution with mean 0 and deviation 1, through the error function: 14 digits in either tail.</summary>
internal static class StandardNormal
{
    private const double Sqrt2 = 1.4142135623730951;
    private const double Scale = 0.3989422804014327; // 1 / √(2π)

    public static double Density(double z) => Scale * Math.Exp(-0.5 * z * z);

    public static double Lower(double z) => 0.5 * SpecialFunctions.Erfc(-z / Sqrt2);

    public static double Upper(double z) => 0.5 * SpecialFunctions.Erfc(z / Sqrt2);

    /// <summary>The z that is exceeded with chance <paramref name="tail"/>.</summary>
    public static double UpperQuantile(double tail) => Sqrt2 * SpecialFunctions.ErfcInv(2 * tail);
}

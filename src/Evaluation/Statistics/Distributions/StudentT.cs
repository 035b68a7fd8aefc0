using MathNet.Numerics.RootFinding;

namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>
    /// Chance of a t at least that far from 0: that of a normal number beyond t S, averaged over S, the estimated deviation
    /// (<see cref="ChiMixture"/>). 12 digits for any ν, also in the smallest tails, where the usual incomplete beta function
    /// loses them for large ν to the logarithms of its gamma functions.
    /// </summary>
    public static double TwoSidedTail(double t, double freedom) =>
        double.IsNaN(t) ? double.NaN
        : double.IsInfinity(t) ? 0
        : t == 0 ? 1
        : ChiMixture.Mean(freedom, s => 2 * StandardNormal.Upper(Math.Abs(t) * s));

    /// <summary>Chance of more than t.</summary>
    public static double Upper(double t, double freedom) =>
        t >= 0 ? TwoSidedTail(t, freedom) / 2 : 1 - (TwoSidedTail(t, freedom) / 2);

    /// <summary>The t that is exceeded with chance <paramref name="tail"/>, which is between 0 and 1.</summary>
    public static double UpperQuantile(double tail, double freedom)
    {
        if (tail >= 0.5)
        {
            return tail == 0.5 ? 0 : -UpperQuantile(1 - tail, freedom);
        }

        // The normal quantile is smaller, as its tails are lighter.
        var low = Math.Log(StandardNormal.UpperQuantile(tail)) - 1e-9;
        var high = low + 0.5;
        while (Excess(high) > 0)
        {
            (low, high) = (high, high + (2 * (high - low)));
        }

        return Math.Exp(Brent.FindRoot(Excess, low, high, accuracy: 1e-15, maxIterations: 500));

        double Excess(double x) => Math.Log(Math.Max(TwoSidedTail(Math.Exp(x), freedom), double.Epsilon)) - Math.Log(2 * tail);
    }
}

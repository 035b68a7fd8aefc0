namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>Fisher's F distribution.</summary>
internal static class FisherF
{
    /// <summary>
    /// Chance of at least f: that of a chi-square above ν₁ f S², averaged over S, the deviation below the fraction
    /// (<see cref="ChiMixture"/>).
    /// </summary>
    public static double Upper(double f, double above, double below) =>
        double.IsNaN(f) ? double.NaN
        : f <= 0 ? 1
        : double.IsInfinity(f) ? 0
        : ChiMixture.Mean(below, s => ChiSquare.Upper(above * f * s * s, above));
}

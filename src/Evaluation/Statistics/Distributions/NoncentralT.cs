namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>
/// The noncentral t distribution, that of (Z + δ) / S for a normal Z: what the t of a paired test follows where there is an
/// effect.
/// </summary>
/// <remarks>
/// P(T ≤ t) is the expectation of Φ(t S - δ) (Owen, "A special case of a bivariate non-central t-distribution", Biometrika,
/// 1965), by <see cref="ChiMixture"/>: 11 digits or more in either tail, for any ν, where the usual series (Lenth, Algorithm
/// AS 243, 1989) is accurate in absolute terms only. Fewer digits, at least three, where t and δ both exceed some 1,000 at few
/// degrees of freedom, since Φ is then nearly a step: a test of two or three items at a tiny alpha.
/// </remarks>
internal static class NoncentralT
{
    /// <summary>Chance of at most t.</summary>
    public static double Lower(double t, double freedom, double noncentrality) =>
        ChiMixture.Mean(freedom, s => StandardNormal.Lower((t * s) - noncentrality));

    /// <summary>Chance of more than t.</summary>
    public static double Upper(double t, double freedom, double noncentrality) =>
        ChiMixture.Mean(freedom, s => StandardNormal.Upper((t * s) - noncentrality));
}

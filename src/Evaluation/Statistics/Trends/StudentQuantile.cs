using MathNet.Numerics.Distributions;

namespace BenchHub.Evaluation.Statistics.Trends;

internal static class StudentQuantile
{
    /// <summary>MathNet's quantile, which errs by up to 5e-9, and one Newton step on the tail, which makes that 1e-12.</summary>
    /// <returns>The t that a Student variable stays within, either side of 0, with chance <paramref name="level"/>.</returns>
    public static double TwoSided(double level, int freedom)
    {
        var t = StudentT.InvCDF(0, 1, freedom, (1 + level) / 2);
        return t + ((PairedTTest.TwoSidedTail(t, freedom) - (1 - level)) / (2 * StudentT.PDF(0, 1, freedom, t)));
    }
}

using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="T">Mean difference in units of its standard error.</param>
/// <param name="DegreesOfFreedom">Pairs less one.</param>
/// <param name="P">Of the alternative asked for.</param>
public sealed record TTest(double T, int DegreesOfFreedom, double P);

/// <summary>Student's t-test of paired samples (Student, 1908); equals <c>scipy.stats.ttest_rel</c>.</summary>
/// <remarks>
/// Assumes independent items and differences that are near normal, or many. O(n). Fewer than two pairs, NaN in a pair, or
/// differences that are all 0: T and P are NaN. Differences that all equal another number: T is infinite and P is 0 (1 for
/// the alternative on the other side). Ties need no care.
/// </remarks>
public static class PairedTTest
{
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static TTest Test(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Alternative alternative = Alternative.TwoSided)
    {
        var differences = Differences.Of(a, b);
        var freedom = differences.Length - 1;
        if (freedom < 1)
        {
            return new(double.NaN, Math.Max(0, freedom), double.NaN);
        }

        var error = Moments.StandardDeviation(differences) / Math.Sqrt(differences.Length);
        var t = Moments.Mean(differences) / error;
        return new(t, freedom, alternative switch
        {
            Alternative.Greater => StudentT.Upper(t, freedom),
            Alternative.Less => StudentT.Upper(-t, freedom),
            _ => StudentT.TwoSidedTail(t, freedom),
        });
    }
}

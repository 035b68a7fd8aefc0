using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <summary>Count, mean and variance (divisor n - 1) of a sample; all that a t-test needs to know of it.</summary>
public readonly record struct SampleMoments(long N, double Mean, double Variance)
{
    /// <summary>O(n), in two passes. Fewer than two: the variance is NaN.</summary>
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        var deviation = Moments.StandardDeviation(values);
        return new(values.Length, Moments.Mean(values), deviation * deviation);
    }

    /// <summary>Student's interval of the mean; NaN for fewer than two values.</summary>
    public Interval MeanInterval(double level)
    {
        var reach = N < 2 ? double.NaN : StudentT.UpperQuantile((1 - level) / 2, N - 1) * Math.Sqrt(Variance / N);
        return new(Mean - reach, Mean + reach);
    }
}

/// <param name="T">Difference of the means in units of its standard error.</param>
/// <param name="DegreesOfFreedom">After Welch and Satterthwaite, no whole number.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Difference">Interval of a's mean less b's, of the level asked for.</param>
public sealed record WelchTest(double T, double DegreesOfFreedom, double P, Interval Difference);

/// <summary>
/// Welch's t-test of two independent samples (Welch, Biometrika, 1947), which may differ in spread; equals
/// <c>scipy.stats.ttest_ind(equal_var=False)</c>.
/// </summary>
/// <remarks>
/// Assumes independent values that are near normal, or many. O(1). Fewer than two values in a sample, or no spread in either: NaN.
/// </remarks>
public static class WelchTTest
{
    public static WelchTest Test(SampleMoments a, SampleMoments b, double level = 0.95)
    {
        var (partA, partB) = (a.Variance / a.N, b.Variance / b.N);
        var square = partA + partB;
        if (!(a.N > 1 && b.N > 1 && square > 0))
        {
            return new(double.NaN, double.NaN, double.NaN, Interval.Undefined);
        }

        var error = Math.Sqrt(square);
        var freedom = square * square / ((partA * partA / (a.N - 1)) + (partB * partB / (b.N - 1)));
        var (difference, reach) = (a.Mean - b.Mean, StudentT.UpperQuantile((1 - level) / 2, freedom) * error);
        var t = difference / error;
        return new(t, freedom, StudentT.TwoSidedTail(t, freedom), new(difference - reach, difference + reach));
    }
}

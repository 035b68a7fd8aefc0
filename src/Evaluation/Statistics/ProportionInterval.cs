using BenchHub.Evaluation.Statistics.Distributions;
using MathNet.Numerics.RootFinding;

namespace BenchHub.Evaluation.Statistics;

/// <summary>Intervals of a share of items that succeed; equal to statsmodels <c>proportion_confint</c>.</summary>
/// <remarks>
/// Assume independent items with one chance of success. No items: NaN. None succeed: from 0. All succeed: up to 1.
/// </remarks>
public static class ProportionInterval
{
    /// <summary>
    /// Wilson's score interval (Wilson, 1927): covers near the level on average for any share and n, where the
    /// textbook interval fails near 0 and 1. O(1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Successes not within [0, n], or the level not between 0 and 1.</exception>
    public static Interval Wilson(long successes, long n, double level = 0.95)
    {
        Check(successes, n, level);
        if (n == 0)
        {
            return Interval.Undefined;
        }

        var z = StandardNormal.UpperQuantile((1 - level) / 2);
        var share = (double)successes / n;
        var square = z * z / n;
        var center = (share + (square / 2)) / (1 + square);
        var half = z * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n))) / (1 + square);
        return new(successes == 0 ? 0 : center - half, successes == n ? 1 : center + half);
    }

    /// <summary>
    /// Clopper and Pearson's interval (1934): the shares that a one-sided exact binomial test would not refuse at half of
    /// 1 - level on either side; covers at least at the level, often more. O(√n) for each of some 50 steps.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Successes not within [0, n], or the level not between 0 and 1.</exception>
    public static Interval ClopperPearson(long successes, long n, double level = 0.95)
    {
        Check(successes, n, level);
        var tail = (1 - level) / 2;
        return n == 0 ? Interval.Undefined : new(
            successes == 0 ? 0 : Share(tail, n, share => Binomial.Upper(successes, n, share)),
            successes == n ? 1 : Share(tail, n, share => Binomial.Lower(successes, n, share)));
    }

    // The share at which the chance is that of the tail; no such share is below tail / n.
    private static double Share(double tail, long n, Func<double, double> chance) => Math.Exp(Brent.FindRoot(
        x => Math.Log(Math.Max(chance(Math.Exp(x)), double.Epsilon) / tail),
        Math.Log(tail / n) - 1,
        0,
        accuracy: 1e-15,
        maxIterations: 500));

    private static void Check(long successes, long n, double level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
    }
}

using MathNet.Numerics;

namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>The number of successes in n independent trials of chance p.</summary>
/// <remarks>
/// A tail is its largest term times a sum of products of ratios, all positive, so that any tail keeps its digits; that
/// term after Loader ("Fast and accurate computation of binomial probabilities", 2000), who takes the deviance instead of
/// a difference of logarithms of factorials. O(√n) terms near the mean, fewer away from it.
/// </remarks>
internal static class Binomial
{
    private const double Negligible = 1e-18;

    /// <summary>Chance of at most k.</summary>
    public static double Lower(long k, long n, double p) => Lower(k, n, p, 1 - p);

    /// <summary>Chance of at least k.</summary>
    public static double Upper(long k, long n, double p) => Lower(n - k, n, 1 - p, p);

    // Both chances are carried along, since 1 - p has forgotten the digits of a small p.
    private static double Lower(long k, long n, double p, double q) =>
        k < 0 ? 0
        : k >= n ? 1
        : k > n * p ? 1 - Lower(n - k - 1, n, q, p)
        : Math.Min(1, Probability(k, n, p, q) * Series(k, n - k, q / p));

    /// <summary>Chance of exactly k, with q = 1 - p.</summary>
    internal static double Probability(long k, long n, double p, double q)
    {
        if (k == 0)
        {
            return Math.Exp(n * (p < q ? SpecialFunctions.Log1p(-p) : Math.Log(q)));
        }

        var (yes, no) = ((double)k, (double)(n - k));
        var exponent = StirlingError(n) - StirlingError(yes) - StirlingError(no) - Deviance(yes, n * p) - Deviance(no, n * q);
        return Math.Exp(exponent) * Math.Sqrt(n / (2 * Math.PI * yes * no));
    }

    // 1 + k/(m+1) r + k(k-1)/((m+1)(m+2)) r² + …
    private static double Series(long k, long others, double ratio)
    {
        var (sum, term) = (1.0, 1.0);
        for (var j = 1L; j <= k && term > Negligible * sum; j++)
        {
            term *= (k - j + 1) * ratio / (others + j);
            sum += term;
        }

        return sum;
    }

    // ln n! - ln(√(2πn) (n/e)^n)
    private static double StirlingError(double n)
    {
        if (n <= 15)
        {
            return SpecialFunctions.FactorialLn((int)n) - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI));
        }

        var square = n * n;
        return ((1 / 12.0) - (((1 / 360.0) - (((1 / 1260.0) - (((1 / 1680.0) - (1 / 1188.0 / square)) / square)) / square)) / square)) / n;
    }

    // x ln(x / m) + m - x, by a series in (x - m) / (x + m) where it would cancel.
    private static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
        {
            return (x * Math.Log(x / m)) + m - x;
        }

        var v = (x - m) / (x + m);
        var sum = (x - m) * v;
        var term = 2 * x * v;
        for (var j = 3; ; j += 2)
        {
            term *= v * v;
            var next = sum + (term / j);
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}

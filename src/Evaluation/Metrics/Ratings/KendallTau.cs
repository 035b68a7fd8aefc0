using MathNet.Numerics;

namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>
/// Kendall's rank correlation tau-b (Kendall, 1945): pairs of items in the same order less pairs in opposite order, relative to the
/// pairs that neither rater ties. Equals <c>scipy.stats.kendalltau</c> 1.10.1.
/// </summary>
/// <remarks>
/// Assumes independent items. The p-value is exact without ties for up to 33 items, or where at most one pair is out of order, else
/// from the normal approximation with the variance for ties. O(n log n).
/// </remarks>
public static class KendallTau
{
    private const int ExactItems = 33;

    /// <exception cref="ArgumentException">The raters rated different numbers of items.</exception>
    public static Correlation Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        TwoRaters.Require(a, b);
        if (TwoRaters.HasNaN(a, b) || TwoRaters.IsConstant(a) || TwoRaters.IsConstant(b))
        {
            return Correlation.Undefined(a.Length);
        }

        var pairs = new OrderedPairs(a.ToArray(), b.ToArray()).Count(TwoRaters.Once(a.Length));
        return new(pairs.Tau, P(pairs, a.Length), a.Length);
    }

    internal static SetValue Prepare(double[] a, double[] b)
    {
        var ordered = new OrderedPairs(a, b);
        return times => ordered.Count(times).Tau;
    }

    private static double P(in PairCounts pairs, int n) =>
        pairs.A.Pairs == 0 && pairs.B.Pairs == 0 && (n <= ExactItems || Math.Min(pairs.Discordant, pairs.Total - pairs.Discordant) <= 1)
            ? Exact(n, (int)Math.Min(pairs.Discordant, pairs.Total - pairs.Discordant))
            : Asymptotic(pairs, n);

    // Kendall, Rank correlation methods: orders of n items with c inversions, counted from those of n - 1.
    private static double Exact(int n, int c)
    {
        if (n == 2 || 4L * c == (long)n * (n - 1))
        {
            return 1;
        }

        if (c <= 1)
        {
            return 2 / SpecialFunctions.Gamma(n + 1 - c);
        }

        var orders = new double[c + 1];
        (orders[0], orders[1]) = (1, 1);
        for (var items = 3; items <= n; items++)
        {
            for (var i = 1; i <= c; i++)
            {
                orders[i] += orders[i - 1];
            }

            for (var i = c; i >= items; i--)
            {
                orders[i] -= orders[i - items];
            }
        }

        return Math.Min(1, 2 * orders.Sum() / SpecialFunctions.Factorial(n));
    }

    private static double Asymptotic(in PairCounts pairs, int n)
    {
        var m = n * (n - 1.0);
        var variance = (((m * ((2.0 * n) + 5)) - pairs.A.Weighted - pairs.B.Weighted) / 18)
            + (2.0 * pairs.A.Pairs * pairs.B.Pairs / m)
            + (pairs.A.Triples * pairs.B.Triples / (9 * m * (n - 2)));
        return SpecialFunctions.Erfc(Math.Abs(pairs.Surplus) / Math.Sqrt(variance) / Math.Sqrt(2));
    }
}

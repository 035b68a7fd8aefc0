using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>
/// Kendall's rank correlation tau-b (Kendall, 1945): pairs of items in the same order less pairs in opposite order, relative to the
/// pairs that neither rater ties. Equals <c>scipy.stats.kendalltau</c> 1.10.1.
/// </summary>
/// <remarks>
/// Assumes independent items. The p-value is exact without ties for up to 33 items, or where at most one pair is out of order, else
/// from the normal approximation with the variance for ties. O(n log n) (Knight, JASA 1966).
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

        var pairs = Count(a, b);
        return new(pairs.Tau, P(pairs, a.Length), a.Length);
    }

    internal static double Value(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        TwoRaters.HasNaN(a, b) || TwoRaters.IsConstant(a) || TwoRaters.IsConstant(b) ? double.NaN : Count(a, b).Tau;

    private static PairCounts Count(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (x, y) = (a.ToArray(), b.ToArray());
        Array.Sort(x, y);
        var both = default(Ties);
        var tiesX = default(Ties);
        for (int start = 0, end; start < x.Length; start = end)
        {
            end = RunEnd(x, start);
            tiesX.Add(end - start);
            Array.Sort(y, start, end - start);
            for (int first = start, next; first < end; first = next)
            {
                next = Math.Min(end, RunEnd(y, first));
                both.Add(next - first);
            }
        }

        var discordant = SortCountingInversions(y, new double[y.Length]);
        var tiesY = default(Ties);
        for (int start = 0, end; start < y.Length; start = end)
        {
            end = RunEnd(y, start);
            tiesY.Add(end - start);
        }

        return new(x.LongLength * (x.LongLength - 1) / 2, discordant, tiesX, tiesY, both);
    }

    private static int RunEnd(double[] sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
        {
            end++;
        }

        return end;
    }

    private static long SortCountingInversions(Span<double> values, Span<double> space)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        var middle = values.Length / 2;
        var inversions = SortCountingInversions(values[..middle], space) + SortCountingInversions(values[middle..], space);
        for (int left = 0, right = middle, k = 0; k < values.Length; k++)
        {
            if (right == values.Length || (left < middle && values[left] <= values[right]))
            {
                space[k] = values[left++];
            }
            else
            {
                space[k] = values[right++];
                inversions += middle - left;
            }
        }

        space[..values.Length].CopyTo(values);
        return inversions;
    }

    private static double P(PairCounts pairs, int n) =>
        pairs.X.Pairs == 0 && pairs.Y.Pairs == 0 && (n <= ExactItems || Math.Min(pairs.Discordant, pairs.Total - pairs.Discordant) <= 1)
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

    private static double Asymptotic(PairCounts pairs, int n)
    {
        var m = n * (n - 1.0);
        var variance = (((m * ((2.0 * n) + 5)) - pairs.X.Weighted - pairs.Y.Weighted) / 18)
            + (2.0 * pairs.X.Pairs * pairs.Y.Pairs / m)
            + (pairs.X.Triples * pairs.Y.Triples / (9 * m * (n - 2)));
        return SpecialFunctions.Erfc(Math.Abs(pairs.Surplus) / Math.Sqrt(variance) / Math.Sqrt(2));
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Ties
    {
        public long Pairs;
        public double Triples;
        public double Weighted;

        public void Add(long run)
        {
            Pairs += run * (run - 1) / 2;
            Triples += run * (run - 1.0) * (run - 2);
            Weighted += run > 1 ? run * (run - 1.0) * ((2 * run) + 5) : 0;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PairCounts(long Total, long Discordant, Ties X, Ties Y, Ties Both)
    {
        public long Surplus => Total - X.Pairs - Y.Pairs + Both.Pairs - (2 * Discordant);

        public double Tau => Math.Clamp(Surplus / Math.Sqrt(Total - X.Pairs) / Math.Sqrt(Total - Y.Pairs), -1, 1);
    }
}

using MathNet.Numerics;

namespace BenchHub.Evaluation.Statistics.Trends;

/// <param name="S">Pairs that rise in time less pairs that fall.</param>
/// <param name="Variance">Of S without a trend, corrected for ties.</param>
/// <param name="Z">S, one nearer to 0, in units of its standard deviation.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Tau">Kendall's tau-b of value and time.</param>
public sealed record MannKendallTest(long S, double Variance, double Z, double P, double Tau);

/// <summary>
/// Whether values rise or fall in time, in whatever shape (Mann, Econometrica, 1945; Kendall, Rank Correlation Methods,
/// 1975): normal approximation with continuity correction. S and tau are those of <c>scipy.stats.kendalltau</c>, whose
/// asymptotic p has no continuity correction.
/// </summary>
/// <remarks>
/// Assumes that without a trend the values are independent and alike; where neighbours are alike, p is too small. The
/// approximation is fair from ten points on. Ties in values and in times are allowed; a pair tied in either adds nothing.
/// O(n log n) (Knight, JASA, 1966). Fewer than two points, all values or all times equal, NaN or infinity anywhere: Z, P and
/// Tau are NaN.
/// </remarks>
public static class MannKendall
{
    /// <param name="x">Times, in any order.</param>
    /// <param name="y">Values.</param>
    /// <exception cref="ArgumentException">Times and values differ in number.</exception>
    public static MannKendallTest Test(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (!Points.AreDefined(x, y))
        {
            return new(0, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double[] times = x.ToArray(), values = y.ToArray();
        var order = Enumerable.Range(0, times.Length).OrderBy(i => times[i]).ThenBy(i => values[i]).ToArray();
        times = [.. order.Select(i => times[i])];
        values = [.. order.Select(i => values[i])];
        var both = TiedInBoth(times, values);
        var falling = Inversions(values, new double[values.Length]);
        List<long> xs = Ties.Of(times), ys = Ties.Of(values);
        long pairs = Ties.Pairs(times.Length), xTies = xs.Sum(Ties.Pairs), yTies = ys.Sum(Ties.Pairs);
        var s = pairs - xTies - yTies + both - (2 * falling);
        var variance = Variance(times.Length, xs, ys);
        if (pairs == xTies || pairs == yTies)
        {
            return new(s, variance, double.NaN, double.NaN, double.NaN);
        }

        var z = (s - Math.Sign(s)) / Math.Sqrt(variance);
        var tau = s / Math.Sqrt((double)(pairs - xTies) * (pairs - yTies));
        return new(s, variance, z, SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2), tau);
    }

    // Kendall (1975), 4.4: sums over the groups of t tied times and of u tied values.
    private static double Variance(long n, List<long> xs, List<long> ys)
    {
        static double Two(List<long> ties) => ties.Sum(static t => (double)t * (t - 1));
        static double Three(List<long> ties) => ties.Sum(static t => (double)t * (t - 1) * (t - 2));
        static double Weight(long t) => (double)t * (t - 1) * ((2 * t) + 5);
        return n < 2 ? 0
            : ((Weight(n) - xs.Sum(Weight) - ys.Sum(Weight)) / 18)
            + (Two(xs) * Two(ys) / (2.0 * n * (n - 1)))
            + (n == 2 ? 0 : Three(xs) * Three(ys) / (9.0 * n * (n - 1) * (n - 2)));
    }

    private static long TiedInBoth(double[] times, double[] values)
    {
        long tied = 0, run = 0;
        for (var i = 1; i < times.Length; i++)
        {
            run = times[i] == times[i - 1] && values[i] == values[i - 1] ? run + 1 : 0;
            tied += run;
        }

        return tied;
    }

    /// <summary>Pairs that stand in falling order; sorts <paramref name="values"/>.</summary>
    private static long Inversions(Span<double> values, Span<double> room)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        var half = values.Length / 2;
        var inversions = Inversions(values[..half], room[..half]) + Inversions(values[half..], room[half..]);
        values.CopyTo(room);
        for (int i = 0, j = half, to = 0; to < values.Length; to++)
        {
            if (j == values.Length || (i < half && room[i] <= room[j]))
            {
                values[to] = room[i++];
            }
            else
            {
                values[to] = room[j++];
                inversions += half - i;
            }
        }

        return inversions;
    }
}

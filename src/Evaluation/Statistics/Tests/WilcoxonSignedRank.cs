using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="Statistic">Sum of the ranks of positive differences; two-sided the smaller of that and of the negative ones.</param>
/// <param name="P">Of the alternative asked for.</param>
/// <param name="N">Differences other than 0.</param>
/// <param name="Zeros">Differences that are 0.</param>
/// <param name="Exact">Whether P counts sign patterns instead of using the normal distribution.</param>
public sealed record Wilcoxon(double Statistic, double P, int N, int Zeros, bool Exact);

/// <summary>
/// Wilcoxon's signed-rank test (Wilcoxon, 1945; zeros: Pratt, 1959, and Cureton, 1967); equals
/// <c>scipy.stats.wilcoxon</c>.
/// </summary>
/// <remarks>
/// <para>
/// Assumes independent items and differences that are symmetric about 0 under the null hypothesis. Two differences are
/// equal only to the last bit, as in scipy: round scores before if they were computed in different ways.
/// </para>
/// <para>
/// Checked against scipy 1.10.1, whose exact and asymptotic p-values are the same as those of later ones. Where those
/// turn to a permutation test (ties or zeros among at most 13 items), which 1.10.1 lacks, against a plain enumeration of
/// all sign patterns. The exact distribution is built by dynamic programming over the rank sums: O(n³) for n items, at
/// most <see cref="LargestExact"/>. Asymptotic: O(n log n).
/// </para>
/// <para>
/// No pairs or NaN in one: NaN. No difference anywhere: P is 1 (where scipy divides 0 by 0 it has NaN). One pair: 1 two-sided.
/// </para>
/// </remarks>
public static class WilcoxonSignedRank
{
    /// <summary>Most items for which <see cref="WilcoxonMethod.Exact"/> may be asked.</summary>
    public const int LargestExact = 1_000;

    private const int LargestUntied = 50;
    private const int LargestTied = 13;

    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    /// <exception cref="StatisticRefusedException">Too many items for the exact method asked for.</exception>
    public static Wilcoxon Test(ReadOnlySpan<double> a, ReadOnlySpan<double> b, WilcoxonSettings settings)
    {
        var all = Differences.Of(a, b);
        var zeros = all.Count(static d => d == 0);
        if (settings.Method == WilcoxonMethod.Exact && all.Length > LargestExact)
        {
            throw new StatisticRefusedException(
                $"The exact Wilcoxon test takes up to {LargestExact:N0} items; there are {all.Length:N0}. Use the asymptotic one.");
        }

        if (all.Length == 0 || all.Any(double.IsNaN))
        {
            return new(double.NaN, double.NaN, all.Length - zeros, zeros, Exact: false);
        }

        var ranks = SignedRanks.Of(settings.Zeros == ZeroMethod.Wilcox ? Array.FindAll(all, static d => d != 0) : all, settings.Zeros);
        var exact = settings.Method switch
        {
            WilcoxonMethod.Exact => true,
            WilcoxonMethod.Asymptotic => false,
            _ => all.Length <= (zeros > 0 || ranks.Ties > 0 ? LargestTied : LargestUntied),
        };
        var p = zeros == all.Length ? 1 : exact ? ExactP(ranks, settings.Alternative) : AsymptoticP(ranks, settings);
        var statistic = settings.Alternative == Alternative.TwoSided ? Math.Min(ranks.Above, ranks.Below) : ranks.Above;
        return new(statistic + ranks.Half, p, all.Length - zeros, zeros, exact);
    }

    private static double AsymptoticP(SignedRanks ranks, WilcoxonSettings settings)
    {
        var distance = (ranks.Above - ranks.Below) / 2;
        var correction = !settings.Correction ? 0 : settings.Alternative switch
        {
            Alternative.Greater => 0.5,
            Alternative.Less => -0.5,
            _ => Math.Sign(distance) * 0.5,
        };
        var z = (distance - correction) / Math.Sqrt(ranks.Variance);
        return settings.Alternative switch
        {
            Alternative.Greater => StandardNormal.Upper(z),
            Alternative.Less => StandardNormal.Lower(z),
            _ => 2 * StandardNormal.Upper(Math.Abs(z)),
        };
    }

    // Mid-ranks are whole or half numbers: the chance of each sum of them, doubled where there are halves.
    private static double ExactP(SignedRanks ranks, Alternative alternative)
    {
        var scale = ranks.Counted.All(double.IsInteger) ? 1 : 2;
        var chances = new double[(int)(ranks.Counted.Sum() * scale) + 1];
        chances[0] = 1;
        var top = 0;
        foreach (var counted in ranks.Counted)
        {
            var rank = (int)(counted * scale);
            top += rank;
            for (var sum = top; sum >= 0; sum--)
            {
                chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
            }
        }

        var seen = (int)(ranks.Above * scale);
        return alternative switch
        {
            Alternative.Greater => Math.Min(1, Total(chances.AsSpan(seen))),
            Alternative.Less => Math.Min(1, Total(chances.AsSpan(0, seen + 1))),
            _ => Math.Min(1, 2 * Math.Min(Total(chances.AsSpan(seen)), Total(chances.AsSpan(0, seen + 1)))),
        };
    }

    private static double Total(ReadOnlySpan<double> chances)
    {
        var sum = 0.0;
        foreach (var chance in chances)
        {
            sum += chance;
        }

        return sum;
    }
}

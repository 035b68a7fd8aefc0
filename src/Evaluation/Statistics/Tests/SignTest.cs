using BenchHub.Evaluation.Statistics.Distributions;
using BenchHub.Evaluation.Statistics.Effects;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="Wins">Items on which a is above b: the statistic.</param>
/// <param name="Losses">Items on which a is below b.</param>
/// <param name="Ties">Items left out.</param>
/// <param name="P">Of the alternative asked for.</param>
public sealed record Sign(int Wins, int Losses, int Ties, double P);

/// <summary>
/// Exact sign test (Arbuthnot, 1710): whether wins among the items that differ are like tosses of a fair coin; equals
/// <c>scipy.stats.binomtest(wins, wins + losses)</c>.
/// </summary>
/// <remarks>
/// Assumes independent items and nothing of the size of differences. Two-sided is twice the smaller tail, at most 1. O(n).
/// No pairs, or no difference anywhere: P is 1. One difference: 1 two-sided, 1/2 toward the side seen. NaN in a pair: P is
/// NaN.
/// </remarks>
public static class SignTest
{
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static Sign Test(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Alternative alternative = Alternative.TwoSided)
    {
        var (wins, ties, losses) = WinTieLoss.Of(a, b);
        return new(wins, losses, ties, wins + ties + losses < a.Length ? double.NaN : P(wins, losses, alternative));
    }

    internal static double P(int wins, int losses, Alternative alternative)
    {
        var n = (long)wins + losses;
        return alternative switch
        {
            Alternative.Greater => Binomial.Upper(wins, n, 0.5),
            Alternative.Less => Binomial.Lower(wins, n, 0.5),
            _ => Math.Min(1, 2 * Binomial.Lower(Math.Min(wins, losses), n, 0.5)),
        };
    }
}

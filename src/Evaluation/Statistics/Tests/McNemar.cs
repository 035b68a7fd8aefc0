using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="OnlyA">Items that only a has right.</param>
/// <param name="OnlyB">Items that only b has right.</param>
/// <param name="Statistic">The smaller of the two counts where exact, otherwise the chi-square.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Exact">Whether the binomial distribution was used.</param>
public sealed record McNemarResult(int OnlyA, int OnlyB, double Statistic, double P, bool Exact);

/// <summary>
/// McNemar's test of two systems whose answers are right or wrong (McNemar, 1947; correction: Edwards, 1948); equals
/// statsmodels <c>mcnemar</c>.
/// </summary>
/// <remarks>
/// Assumes independent items; those that both have right or both wrong say nothing. Exact below
/// <see cref="Asymptotic"/> discordant items: twice the binomial chance of at most min(b, c), at most 1. From there on
/// chi-square with continuity correction, (|b - c| - 1)² / (b + c), with one degree of freedom. O(n). No discordant item, no
/// item or one: P is 1.
/// </remarks>
public static class McNemar
{
    /// <summary>Discordant items from which on the chi-square distribution is used.</summary>
    public const int Asymptotic = 25;

    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    /// <exception cref="StatisticRefusedException">A score is neither 0 nor 1.</exception>
    public static McNemarResult Test(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Differences.RequireSameLength(a, b);
        int onlyA = 0, onlyB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            RequireBinary(a[i], "first");
            RequireBinary(b[i], "second");
            onlyA += a[i] > b[i] ? 1 : 0;
            onlyB += a[i] < b[i] ? 1 : 0;
        }

        return Test(onlyA, onlyB);
    }

    /// <summary>From the numbers of items that only one of the two has right.</summary>
    /// <param name="onlyA">Items that only a has right.</param>
    /// <param name="onlyB">Items that only b has right.</param>
    /// <param name="exact">Exact or not whatever the counts; by default by <see cref="Asymptotic"/>.</param>
    public static McNemarResult Test(int onlyA, int onlyB, bool? exact = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyA);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyB);
        var discordant = (double)onlyA + onlyB;
        if (discordant == 0 || (exact ?? discordant < Asymptotic))
        {
            return new(onlyA, onlyB, Math.Min(onlyA, onlyB), SignTest.P(onlyA, onlyB, Alternative.TwoSided), Exact: true);
        }

        var distance = Math.Abs((double)onlyA - onlyB) - 1;
        var square = distance * distance / discordant;
        return new(onlyA, onlyB, square, ChiSquare.Upper(square, 1), Exact: false);
    }

    private static void RequireBinary(double score, string system)
    {
        if (score is not (0 or 1))
        {
            throw new StatisticRefusedException(
                $"McNemar's test takes right and wrong only, scores of 1 and 0; the {system} system has a score of {score}. Use another test, or apply a threshold first.");
        }
    }
}

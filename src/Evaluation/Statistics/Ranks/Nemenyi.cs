using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Ranks;

/// <param name="A">Place of one system.</param>
/// <param name="B">Place of the other.</param>
/// <param name="Difference">Mean rank of a less that of b.</param>
/// <param name="P">Already adjusted for all pairs.</param>
public sealed record NemenyiPair(int A, int B, double Difference, double P);

/// <summary>
/// Nemenyi's comparison of all pairs of systems by mean ranks after Friedman's test (Nemenyi, 1963; Demšar, JMLR, 2006): the
/// difference over √(k (k + 1) / (12 n)) is set against the studentized range with infinite degrees of freedom.
/// </summary>
/// <remarks>
/// Assumes what <see cref="FriedmanTest"/> does, and many items. The same formula as <c>scikit_posthocs.posthoc_nemenyi_friedman</c>.
/// NaN mean ranks (no items): P is NaN. O(k²), each some 100 error functions.
/// </remarks>
public static class Nemenyi
{
    public static NemenyiPair[] Pairs(Friedman friedman)
    {
        var range = new StudentizedRange(friedman.MeanRanks.Length);
        var error = Error(friedman.MeanRanks.Length, friedman.Items);
        return [.. Statistics.Pairs.Of(friedman.MeanRanks.Length).Select(pair =>
        {
            var difference = friedman.MeanRanks[pair.A] - friedman.MeanRanks[pair.B];
            return new NemenyiPair(pair.A, pair.B, difference, range.Upper(Math.Abs(difference) / error, double.PositiveInfinity));
        })];
    }

    /// <summary>Mean ranks that are at least so far apart differ at <paramref name="alpha"/>; NaN for no items.</summary>
    /// <param name="systems">k, at least 2.</param>
    /// <param name="items">n.</param>
    /// <param name="alpha">Family-wise error rate, between 0 and 1.</param>
    public static double CriticalDifference(int systems, int items, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(systems, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(alpha, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        return items == 0
            ? double.NaN
            : new StudentizedRange(systems).UpperQuantile(alpha, double.PositiveInfinity) * Error(systems, items);
    }

    private static double Error(double systems, double items) => Math.Sqrt(systems * (systems + 1) / (12 * items));
}

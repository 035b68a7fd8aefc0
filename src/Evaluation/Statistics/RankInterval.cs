using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Statistics;

/// <summary>The ranks that a system may have, given what the tests could tell apart; both ends from 1.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct RankInterval(int Low, int High);

/// <summary>
/// Simultaneous rank intervals from pairwise tests: a system with b systems significantly better and w significantly
/// worse among k has a rank in [1 + b, k - w].
/// </summary>
/// <remarks>
/// Where the tests hold the family-wise error rate α (Holm), all intervals cover the true ranks together with chance at
/// least 1 - α, since all do unless one of the tests errs (Mogstad, Romano, Shaikh and Wilhelm, "Inference for ranks",
/// Review of Economic Studies, 2024; Al Mohamad, Goeman and van Zwet, Biometrics, 2022). O(k²). No systems: none. One:
/// [1, 1]. No significant pair: [1, k] for each.
/// </remarks>
public static class RankIntervals
{
    /// <param name="systems">How many systems, k.</param>
    /// <param name="better">Each significant pair once: the index of the better system and of the worse.</param>
    public static RankInterval[] Of(int systems, IEnumerable<(int Better, int Worse)> better)
    {
        var intervals = new RankInterval[systems];
        Array.Fill(intervals, new(1, systems));
        foreach (var (winner, loser) in better)
        {
            intervals[winner] = intervals[winner] with { High = intervals[winner].High - 1 };
            intervals[loser] = intervals[loser] with { Low = intervals[loser].Low + 1 };
        }

        return intervals;
    }
}

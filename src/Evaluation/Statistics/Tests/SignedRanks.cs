using BenchHub.Evaluation.Statistics.Ranks;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="Above">Sum of the ranks of positive differences.</param>
/// <param name="Below">Sum of the ranks of negative differences.</param>
/// <param name="Half">What either sum gets of the ranks of zeros.</param>
/// <param name="Counted">The ranks whose signs are random under the null hypothesis.</param>
/// <param name="Ties">Σ (t³ - t) over the groups of t equal distances from 0, zeros left out.</param>
/// <param name="Variance">Of <paramref name="Above"/> in the normal approximation.</param>
internal sealed record SignedRanks(double Above, double Below, double Half, double[] Counted, double Ties, double Variance)
{
    public static SignedRanks Of(double[] differences, ZeroMethod method)
    {
        double n = differences.Length;
        double zeros = differences.Count(static d => d == 0);
        var ranks = MidRanks.Of(Array.ConvertAll(differences, Math.Abs), out var allTies);
        var ties = allTies - ((zeros * zeros * zeros) - zeros);
        var split = method == ZeroMethod.ZSplit;

        double above = 0, below = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            above += differences[i] > 0 ? ranks[i] : 0;
            below += differences[i] < 0 ? ranks[i] : 0;
        }

        var cubes = (n * (n + 1) * ((2 * n) + 1)) - (split ? 0 : zeros * (zeros + 1) * ((2 * zeros) + 1));
        return new(
            above,
            below,
            split ? zeros * (zeros + 1) / 4 : 0,
            [.. ranks.Where((_, i) => differences[i] != 0)],
            ties,
            (cubes - ((split ? allTies : ties) / 2)) / 24);
    }
}

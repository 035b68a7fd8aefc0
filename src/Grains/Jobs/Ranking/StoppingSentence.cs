using System.Globalization;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Ranking;

/// <summary>What a stopped task says for people: what is known, by how much data, and how surely.</summary>
internal static class StoppingSentence
{
    private const int MostNamed = 8;

    public static string Of(StoppingReport report, SystemId own)
    {
        var told = report.Decisions.Take(MostNamed).Select(pair => Told(pair, own, report.Settings.Margin)).ToList();
        if (report.Decisions.Length > MostNamed)
        {
            told.Add(Invariant($"and {report.Decisions.Length - MostNamed} more"));
        }

        return Invariant(
            $"Stopped early: by {report.Settings.Metric} this system is {string.Join("; ", told)}. {Guarantee(report)}");
    }

    private static string Guarantee(StoppingReport report) => report.Pairs == 1
        ? Invariant($"The interval holds with a chance of {1 - report.Settings.Alpha:G6} however often one looks.")
        : Invariant($"The intervals of all {report.Pairs} pairs hold together with a chance of {1 - report.Settings.Alpha:G6} however often one looks (Bonferroni: each at {report.Settings.Alpha:G6}/{report.Pairs}).");

    private static string Told(PairDecision pair, SystemId own, double margin)
    {
        var isA = pair.A == own;
        var (low, high) = isA ? (pair.Low, pair.High) : (-pair.High, -pair.Low);
        var other = isA ? pair.NameB : pair.NameA;
        var relation = pair.Verdict is PairVerdict.Equivalence ? Invariant($"within {margin:G4} of '{other}'")
            : pair.Better == own ? $"better than '{other}'"
            : $"worse than '{other}'";
        return Invariant($"{relation} (difference {low:G4} to {high:G4} after {pair.Items} items)");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Effects;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics;

/// <summary>
/// Compares systems on the items they share: means with bootstrap intervals, all pairs by the tests asked for with their
/// correction (by default paired randomization and Holm's), rank intervals from those.
/// </summary>
/// <remarks>
/// Assumes that items are independent. Undefined items are left out pair by pair and counted. No item: NaN throughout, one
/// rank for all, nothing significant. One item: p = 1. Cost: one bootstrap and one set of sign patterns for all systems
/// together; where something is undefined, for each pair.
/// </remarks>
public static class SystemComparison
{
    /// <exception cref="ArgumentException">No system, one name twice, or columns of different lengths.</exception>
    /// <exception cref="StatisticRefusedException">No such test or correction, or scores that a test cannot take.</exception>
    /// <exception cref="SignatureMismatchException">The scores were computed in different ways.</exception>
    public static ComparisonResult Compare(
        IReadOnlyList<SystemColumn> systems, ComparisonSettings settings, CancellationToken cancellation = default)
    {
        Check(systems);
        var work = systems.All(static system => !system.Scores.Any(double.IsNaN))
            ? PairWork.OfComplete(systems, settings, cancellation)
            : PairWork.OfIncomplete(systems, settings, cancellation);
        var pairs = Entries(systems, work.Pairs, PairFamily.Of(work.Pairs, pair => IsTestable(systems, pair), settings, cancellation), settings);
        return new(Ranking(systems, work, pairs, settings), pairs);
    }

    private static void Check(IReadOnlyList<SystemColumn> systems)
    {
        if (systems.Count == 0)
        {
            throw new ArgumentException("Name at least one system to compare.", nameof(systems));
        }

        var items = systems[0].Scores.Length;
        if (systems.FirstOrDefault(system => system.Scores.Length != items) is { } other)
        {
            throw new ArgumentException(
                $"'{systems[0].Name}' has scores of {items} items and '{other.Name}' of {other.Scores.Length}; compare results on the same items.",
                nameof(systems));
        }

        if (systems.GroupBy(static system => system.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"The system '{twice.Key}' is named twice.", nameof(systems));
        }

        Signature.RequireSame([.. systems.Select(static system => (system.Name, system.Signature))]);
    }

    private static PairwiseEntry[] Entries(
        IReadOnlyList<SystemColumn> systems, PairWork.Pair[] pairs, AdjustedTest[][] tests, ComparisonSettings settings) =>
        [.. pairs.Select((pair, i) =>
        {
            var (decisive, adjusted) = tests[i][0];
            var (wins, ties, losses) = WinTieLoss.Of(pair.A, pair.B, settings.Direction);
            return new PairwiseEntry(
                systems[pair.IndexA].Name,
                systems[pair.IndexB].Name,
                pair.Test.Difference,
                IsTestable(systems, pair) ? pair.Interval.Low : double.NaN,
                IsTestable(systems, pair) ? pair.Interval.High : double.NaN,
                decisive.P,
                adjusted,
                IsTestable(systems, pair) ? PairedTTest.Test(pair.A, pair.B).P : double.NaN,
                EffectSize.CohenDz(pair.A, pair.B),
                wins,
                ties,
                losses,
                N: pair.A.Length,
                Dropped: systems[0].Scores.Length - pair.A.Length,
                Significant: adjusted <= settings.Alpha,
                tests[i]);
        })];

    private static bool IsTestable(IReadOnlyList<SystemColumn> systems, PairWork.Pair pair) =>
        !systems[pair.IndexA].IsStoppedEarly && !systems[pair.IndexB].IsStoppedEarly;

    private static RankedEntry[] Ranking(
        IReadOnlyList<SystemColumn> systems, PairWork work, PairwiseEntry[] pairs, ComparisonSettings settings)
    {
        var sign = settings.Direction == MetricDirection.HigherIsBetter ? 1 : -1;
        var better = work.Pairs.Zip(pairs)
            .Where(static both => both.Second.Significant)
            .Select(both => both.Second.Difference * sign > 0 ? (both.First.IndexA, both.First.IndexB) : (both.First.IndexB, both.First.IndexA));
        var ranks = RankIntervals.Of(systems.Count, better);

        // CompareTo puts NaN below every number, so a system without a mean comes last.
        double[] merit = [.. work.Means.Select(mean => mean * sign)];
        return [.. Enumerable.Range(0, systems.Count)
            .OrderByDescending(i => merit[i])
            .Select(i => new RankedEntry(
                systems[i].Name,
                i,
                1 + merit.Count(other => other.CompareTo(merit[i]) > 0),
                ranks[i].Low,
                ranks[i].High,
                work.Means[i],
                systems[i].IsStoppedEarly ? double.NaN : work.Intervals[i].Low,
                systems[i].IsStoppedEarly ? double.NaN : work.Intervals[i].High,
                work.Counts[i]))];
    }
}

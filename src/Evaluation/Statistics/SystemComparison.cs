using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Effects;
using BenchHub.Evaluation.Statistics.Resampling;
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
    /// <inheritdoc cref="Test"/>
    public static ComparisonResult Compare(
        IReadOnlyList<SystemColumn> systems, ComparisonSettings settings, CancellationToken cancellation = default) =>
        Adjust([Test(systems, settings, cancellation)], settings.Correction)[0];

    /// <summary>Tests systems on one set of items. What comes of it may be adjusted together with tests on other items.</summary>
    /// <exception cref="ArgumentException">No system, one name twice, or columns of different lengths.</exception>
    /// <exception cref="StatisticRefusedException">No such test or correction, or scores that a test cannot take.</exception>
    /// <exception cref="SignatureMismatchException">The scores were computed in different ways.</exception>
    public static TestedSystems Test(IReadOnlyList<SystemColumn> systems, ComparisonSettings settings, CancellationToken cancellation = default)
    {
        Check(systems);
        CorrectionCatalog.Resolve(settings.Correction);
        var work = systems.All(static system => !system.Scores.Any(double.IsNaN))
            ? PairWork.OfComplete(systems, settings, cancellation)
            : PairWork.OfIncomplete(systems, settings, cancellation);
        var results = PairFamily.Run(work.Pairs, pair => IsTestable(systems, pair), settings, cancellation);
        return new(settings, Blocks.Each(work.Pairs.Length, i => Entry(systems, work.Pairs[i], settings), cancellation), results, Means(systems, work));
    }

    /// <summary>One correction over every test of every pair of all that was tested.</summary>
    /// <param name="tested">Each with its own alpha and direction.</param>
    /// <param name="correction">A name out of <see cref="CorrectionCatalog"/>.</param>
    /// <returns>In the order given.</returns>
    /// <exception cref="StatisticRefusedException">No such correction.</exception>
    public static IReadOnlyList<ComparisonResult> Adjust(IReadOnlyList<TestedSystems> tested, string correction)
    {
        var adjusted = PairFamily.Adjust([.. tested.Select(static cell => cell.Results)], correction, out var family);
        return [.. tested.Select((cell, i) =>
        {
            PairwiseEntry[] pairs = [.. cell.Pairs.Zip(adjusted[i], (pair, tests) => pair with
            {
                P = tests[0].Result.P,
                PAdjusted = tests[0].PAdjusted,
                Significant = tests[0].PAdjusted <= cell.Settings.Alpha,
                Tests = tests,
            })];
            return new ComparisonResult(Ranking(cell.Means, pairs, cell.Settings), pairs, family);
        })];
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

    // Without what the tests of all pairs decide together.
    private static PairwiseEntry Entry(IReadOnlyList<SystemColumn> systems, PairWork.Pair pair, ComparisonSettings settings)
    {
        var isTestable = IsTestable(systems, pair);
        var (wins, ties, losses) = WinTieLoss.Of(pair.A, pair.B, settings.Direction);
        return new(
            systems[pair.IndexA].Name,
            systems[pair.IndexB].Name,
            pair.Test.Difference,
            isTestable ? pair.Interval.Low : double.NaN,
            isTestable ? pair.Interval.High : double.NaN,
            P: double.NaN,
            PAdjusted: double.NaN,
            isTestable ? PairedTTest.Test(pair.A, pair.B).P : double.NaN,
            EffectSize.CohenDz(pair.A, pair.B),
            wins,
            ties,
            losses,
            N: pair.A.Length,
            Dropped: systems[0].Scores.Length - pair.A.Length,
            Significant: false,
            Moments.StandardDeviation(Differences.Of(pair.A, pair.B)),
            isTestable,
            Tests: []);
    }

    private static bool IsTestable(IReadOnlyList<SystemColumn> systems, PairWork.Pair pair) =>
        !systems[pair.IndexA].IsStoppedEarly && !systems[pair.IndexB].IsStoppedEarly;

    // Without rank and rank interval.
    private static RankedEntry[] Means(IReadOnlyList<SystemColumn> systems, PairWork work) => [.. systems.Select((system, i) => new RankedEntry(
        system.Name,
        i,
        Rank: 0,
        RankLow: 0,
        RankHigh: 0,
        work.Means[i],
        system.IsStoppedEarly ? double.NaN : work.Intervals[i].Low,
        system.IsStoppedEarly ? double.NaN : work.Intervals[i].High,
        work.Counts[i]))];

    private static RankedEntry[] Ranking(RankedEntry[] means, PairwiseEntry[] pairs, ComparisonSettings settings)
    {
        var sign = settings.Direction == MetricDirection.HigherIsBetter ? 1 : -1;
        var better = Pairs.Of(means.Length).Zip(pairs)
            .Where(static both => both.Second.Significant)
            .Select(both => both.Second.Difference * sign > 0 ? (both.First.A, both.First.B) : (both.First.B, both.First.A));
        var ranks = RankIntervals.Of(means.Length, better);

        // CompareTo puts NaN below every number, so a system without a mean comes last.
        double[] merit = [.. means.Select(entry => entry.Mean * sign)];
        return [.. means
            .OrderByDescending(entry => merit[entry.Index])
            .Select(entry => entry with
            {
                Rank = 1 + merit.Count(other => other.CompareTo(merit[entry.Index]) > 0),
                RankLow = ranks[entry.Index].Low,
                RankHigh = ranks[entry.Index].High,
            })];
    }
}

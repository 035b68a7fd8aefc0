using System.Collections.Immutable;
using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Ranks;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Comparisons;

/// <summary>From aligned score columns to the ranking and the tests that a caller sees. Pure.</summary>
internal static class ComparisonReport
{
    /// <exception cref="StatisticRefusedException">No such test or correction, or scores that a test cannot take.</exception>
    public static Comparison Of(
        DatasetSnapshot dataset, int version, Metric metric, ComparisonSettings settings, IReadOnlyList<ComparisonCandidate> candidates, DateTimeOffset now,
        PowerWish? wish = null)
    {
        var tested = Test(metric, settings, candidates);
        return Of(dataset, new(candidates, version, []), metric, settings, SystemComparison.Adjust([tested], settings.Correction)[0], wish ?? new(), now);
    }

    /// <exception cref="StatisticRefusedException">No such test or correction, or scores that a test cannot take.</exception>
    public static TestedSystems Test(Metric metric, ComparisonSettings settings, IReadOnlyList<ComparisonCandidate> candidates)
    {
        var labels = Labels(candidates);
        return SystemComparison.Test(
            [.. candidates.Select((candidate, i) => new SystemColumn(labels[i], Signature.Parse(candidate.Metric.Signature), candidate.Scores) { IsStoppedEarly = candidate.Stopping is { HasStopped: true } })],
            settings with { Direction = metric.Definition.Direction });
    }

    /// <param name="dataset">Where the scores were measured.</param>
    /// <param name="input">What was tested.</param>
    /// <param name="metric">Of the scores.</param>
    /// <param name="settings">Of the tests.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="wish">Which difference shall be shown, how surely.</param>
    /// <param name="now">The time.</param>
    public static Comparison Of(
        DatasetSnapshot dataset, ComparisonCandidates input, Metric metric, ComparisonSettings settings, ComparisonResult result, PowerWish wish, DateTimeOffset now)
    {
        var power = PowerReport.Of(metric, settings, result, wish);
        return new(
            dataset.Id, dataset.Name, input.Version, metric.Name.ToString(),
            [.. result.Ranking.Select(entry => Ranked(entry, input.Candidates[entry.Index]))],
            [.. result.Pairs.Select(pair => Test(pair, power))],
            [.. input.Notes, .. Notes(input.Candidates, result)],
            Method(result, settings) + power.Method, now)
        {
            Groups = Groups(input.Candidates, result),
        };
    }

    // Of a system that was stopped early nothing was tested, so nothing can be said of whom it is like.
    private static ImmutableArray<ImmutableArray<string>> Groups(IReadOnlyList<ComparisonCandidate> candidates, ComparisonResult result)
    {
        string[] order = [.. result.Ranking.Where(entry => candidates[entry.Index].Stopping is not { HasStopped: true }).Select(static entry => entry.System)];
        var places = order.Index().ToDictionary(static place => place.Item, static place => place.Index);
        var apart = result.Pairs.Where(static pair => pair.Significant).Select(pair => (places[pair.A], places[pair.B]));
        return [.. SystemGroups.Of([.. Enumerable.Range(0, order.Length)], apart).Select(group => ImmutableArray.CreateRange(group.Select(place => order[place])))];
    }

    private static RankedSystem Ranked(RankedEntry entry, ComparisonCandidate candidate) => new(
        new SystemId(candidate.Result.SystemId), entry.System, new ResultId(candidate.Result.Id), entry.Rank, entry.RankLow, entry.RankHigh,
        entry.Mean, Defined(entry.CiLow), Defined(entry.CiHigh), entry.N, candidate.Result.Errors, candidate.Result.FinishedAt)
    {
        QuarantinedAt = candidate.Result.QuarantinedAt,
    };

    private static PairwiseTest Test(PairwiseEntry pair, PowerReport power) => new(
        pair.A, pair.B, pair.Difference, Defined(pair.CiLow), Defined(pair.CiHigh), Defined(pair.P), Defined(pair.PAdjusted),
        Defined(pair.TTestP), Defined(pair.EffectSize), pair.Wins, pair.Ties, pair.Losses, pair.N, pair.Significant,
        [.. pair.Tests.Select(static test => new TestOutcome(
            test.Result.Test, Defined(test.Result.Statistic), Defined(test.Result.P), Defined(test.PAdjusted), test.Result.Method))])
    {
        Dropped = pair.Dropped,
        Power = power.Of(pair),
    };

    private static string Method(ComparisonResult result, ComparisonSettings settings)
    {
        var decisive = result.Pairs.Count > 0 ? $"{result.Pairs[0].Tests[0].Result.Method}; " : "";
        var family = settings.Tests.Count > 1 ? "every test of every pair" : "all pairs";
        return $"{decisive}p-values adjusted over {family} by {settings.Correction}, which holds {CorrectionCatalog.Resolve(settings.Correction).Holds} ({result.Family:N0} tests in all); "
            + $"intervals: {settings.Bootstrap.Level:P0} percentile bootstrap, {settings.Bootstrap.Resamples:N0} resamples; rank intervals from the adjusted tests";
    }

    private static IEnumerable<string> Notes(IReadOnlyList<ComparisonCandidate> candidates, ComparisonResult result)
    {
        if (candidates is [var alone])
        {
            yield return $"Only '{alone.Result.SystemName}' has a result here, so there is nothing to compare it with.";
        }

        if (candidates.Count > 1 && result.Pairs.All(static pair => pair.Wins + pair.Losses == 0 && pair.N > 0))
        {
            yield return "All systems have the same score on every item that they share: nothing tells them apart.";
        }

        foreach (var note in candidates.Select(static candidate => candidate.ErrorsNote).Concat(candidates.Select(static candidate => candidate.QuarantineNote)).OfType<string>())
        {
            yield return note;
        }

        foreach (var candidate in candidates.Where(static candidate => candidate.Stopping is not null))
        {
            var (name, job, metric) = (candidate.Result.SystemName, candidate.Result.JobId, candidate.Stopping!.Settings.Metric);
            yield return candidate.Stopping.HasStopped
                ? $"'{name}' was stopped early, once {metric} was decided: tests and intervals for a number of items fixed beforehand do not hold for it and are left out. Job {job} has the intervals that hold."
                : $"'{name}' could have been stopped early by {metric} and was not: a test here is a second chance after the one that job {job} had, so their errors add up.";
        }

        foreach (var pair in result.Pairs.Where(static pair => pair.Dropped > 0))
        {
            yield return $"'{pair.A}' and '{pair.B}' are compared without {pair.Dropped} items on which one of them is undefined.";
        }
    }

    /// <summary>A system's name, with the result's id where two results of one system take part.</summary>
    private static string[] Labels(IReadOnlyList<ComparisonCandidate> candidates)
    {
        var twice = candidates.GroupBy(static candidate => candidate.Result.SystemName)
            .Where(static group => group.Count() > 1).Select(static group => group.Key).ToHashSet();
        return [.. candidates.Select(candidate => twice.Contains(candidate.Result.SystemName)
            ? $"{candidate.Result.SystemName} ({candidate.Result.Id})"
            : candidate.Result.SystemName)];
    }

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;
}

using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Comparisons;

/// <summary>From aligned score columns to the ranking and the tests that a caller sees. Pure.</summary>
internal static class ComparisonReport
{
    /// <exception cref="StatisticRefusedException">No such test or correction, or scores that a test cannot take.</exception>
    public static Comparison Of(
        DatasetSnapshot dataset, int version, Metric metric, ComparisonSettings settings, IReadOnlyList<ComparisonCandidate> candidates, DateTimeOffset now)
    {
        var labels = Labels(candidates);
        var result = SystemComparison.Compare(
            [.. candidates.Select((candidate, i) => new SystemColumn(labels[i], Signature.Parse(candidate.Metric.Signature), candidate.Scores) { IsStoppedEarly = candidate.Stopping is { HasStopped: true } })],
            settings with { Direction = metric.Definition.Direction });
        return new(
            dataset.Id, dataset.Name, version, metric.Name.ToString(),
            [.. result.Ranking.Select(entry => Ranked(entry, candidates[entry.Index]))],
            [.. result.Pairs.Select(Test)],
            [.. Notes(candidates, result)],
            Method(result, settings), now);
    }

    private static RankedSystem Ranked(RankedEntry entry, ComparisonCandidate candidate) => new(
        new SystemId(candidate.Result.SystemId), entry.System, new ResultId(candidate.Result.Id), entry.Rank, entry.RankLow, entry.RankHigh,
        entry.Mean, Defined(entry.CiLow), Defined(entry.CiHigh), entry.N, candidate.Result.Errors, candidate.Result.FinishedAt);

    private static PairwiseTest Test(PairwiseEntry pair) => new(
        pair.A, pair.B, pair.Difference, Defined(pair.CiLow), Defined(pair.CiHigh), Defined(pair.P), Defined(pair.PAdjusted),
        Defined(pair.TTestP), Defined(pair.EffectSize), pair.Wins, pair.Ties, pair.Losses, pair.N, pair.Significant,
        [.. pair.Tests.Select(static test => new TestOutcome(
            test.Result.Test, Defined(test.Result.Statistic), Defined(test.Result.P), Defined(test.PAdjusted), test.Result.Method))]);

    private static string Method(ComparisonResult result, ComparisonSettings settings)
    {
        var decisive = result.Pairs.Count > 0 ? $"{result.Pairs[0].Tests[0].Result.Method}; " : "";
        var family = settings.Tests.Count > 1 ? "every test of every pair" : "all pairs";
        return $"{decisive}p-values adjusted over {family} by {settings.Correction}, which holds {CorrectionCatalog.Resolve(settings.Correction).Holds}; "
            + $"intervals: {settings.Bootstrap.Level:P0} percentile bootstrap, {settings.Bootstrap.Resamples:N0} resamples; rank intervals from the adjusted tests";
    }

    private static IEnumerable<string> Notes(IReadOnlyList<ComparisonCandidate> candidates, ComparisonResult result)
    {
        foreach (var candidate in candidates.Where(static candidate => candidate.Result.Errors > 0))
        {
            yield return $"'{candidate.Result.SystemName}' failed on {candidate.Result.Errors} of {candidate.Result.Items} items; they count with the metric's default.";
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

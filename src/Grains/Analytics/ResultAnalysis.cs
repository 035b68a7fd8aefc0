using BenchHub.Analytics;
using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Sequential;

namespace BenchHub.Grains.Analytics;

/// <summary>From the scores of results to the numbers that a caller sees. Pure.</summary>
internal static class ResultAnalysis
{
    public static SliceReport Slices(AnalyzedResult result, AnalyzedResult? against, string by, KeyedSlices keyed)
    {
        var table = against is null ? SliceTable.Of(keyed.Slices, result.Scores) : SliceTable.Of(keyed.Slices, result.Scores, against.Scores);
        var isOverlapping = keyed.Slices.Sum(static slice => slice.Items.Length) > result.Scores.Length;
        return new(
            by, result.Metric.Metric,
            [.. table.Slices.Select(static row => new SliceRow(row.Value, row.Items, row.N, row.Mean, row.Low, row.High, row.Difference, row.P, row.PAdjusted))],
            table.Method,
            [
                .. keyed.Note is { } note ? [note] : Array.Empty<string>(),
                .. isOverlapping ? ["An item may have several values and is then in several slices."] : Array.Empty<string>(),
                .. result.Notes,
            ]);
    }

    /// <param name="metric">By whose scores prompts failed.</param>
    /// <param name="threshold">A score worse than this is a failure.</param>
    /// <param name="prompts">Marked by it.</param>
    /// <param name="note">How the threshold was found.</param>
    public static FailureReport Failures(string metric, double threshold, MarkedPrompts prompts, string? note)
    {
        var found = FailurePatterns.Find([.. prompts.Scored.Select((_, place) => prompts.Item(place).Input)], prompts.Failed);
        var failures = prompts.Failed.Count(static isFailed => isFailed);
        return new(
            metric, threshold, failures, prompts.Failed.Length,
            [.. found.Patterns.Select(pattern => new FailureGroup(
                pattern.Label, [.. pattern.Terms], pattern.Failed, pattern.Of, pattern.Rate, pattern.Lift, pattern.P, pattern.PAdjusted,
                [.. pattern.Examples.Select(prompts.Example)]))],
            $"{FailurePatternSet.Method}; {found.Tested:N0} phrases that stand in {FailurePatterns.LeastTexts} prompts at least",
            [.. note is null ? Array.Empty<string>() : [note], .. Explained(found, failures, prompts.Failed.Length)]);
    }

    public static DistributionReport Distribution(AnalyzedResult result, int bins)
    {
        var range = result.Definition is { } known ? new Interval(known.Minimum, known.Maximum) : (Interval?)null;
        var histogram = Histogram.Of(result.Scores, bins, range);
        return new(
            result.Metric.Metric, [.. histogram.Bins.Select(static bin => new DistributionBin(bin.From, bin.To, bin.Count))],
            [.. histogram.Quantiles.Select(static quantile => new QuantileValue(quantile.Q, quantile.Value))], histogram.N, histogram.Undefined);
    }

    public static AbReport AbTest(AnalyzedResult a, AnalyzedResult b, AbQuery query, int seed, IEnumerable<string> notes)
    {
        var range = new Interval(a.Definition!.Minimum, a.Definition.Maximum);
        var test = AbPath.Of(a.Scores, b.Scores, new() { Scores = new() { Alpha = query.Alpha, Range = range }, Margin = query.Margin }, seed);
        var decision = test.Decision;
        var isFirst = decision.Sign > 0 == a.HigherIsBetter;
        var winner = decision.Reason != StopReason.Difference ? null : isFirst ? a : b;
        return new(
            a.Row.Id, b.Row.Id, a.Row.SystemName, b.Row.SystemName, a.Metric.Metric,
            decision.Reason switch { StopReason.Difference => "difference", StopReason.Equivalence => "equivalence", _ => "undecided" },
            test.DecidedAt, winner?.Row.Id,
            [.. test.Path.Select(static step => new AbPoint(step.N, step.Mean, step.Low, step.High, step.P))],
            $"Betting confidence sequence of the mean of a - b (Waudby-Smith and Ramdas 2024), valid at all looks together at level {1 - query.Alpha:0.####}; items in a random order fixed by seed {seed} ({RandomOrder.Method})",
            Sentence(decision, winner, a, b, test),
            [.. notes, .. test.Undefined > 0 ? [$"{test.Undefined} items are left out since a score is undefined on them."] : Array.Empty<string>(), .. a.Notes]);
    }

    private static string Sentence(StopDecision decision, AnalyzedResult? winner, AnalyzedResult a, AnalyzedResult b, AbTest test) => decision.Reason switch
    {
        StopReason.Difference => $"'{winner!.Row.SystemName}' is better on {a.Metric.Metric}: known after {test.DecidedAt} of {a.Scores.Length} items.",
        StopReason.Equivalence => $"'{a.Row.SystemName}' and '{b.Row.SystemName}' differ by no more than {decision.Margin:G4} on {a.Metric.Metric}: known after {test.DecidedAt} of {a.Scores.Length} items.",
        _ => $"All {a.Scores.Length} items do not tell which of '{a.Row.SystemName}' and '{b.Row.SystemName}' is better on {a.Metric.Metric}: the mean difference lies between {decision.Difference.Low:0.####} and {decision.Difference.High:0.####}.",
    };

    private static IEnumerable<string> Explained(FailurePatternSet found, int failures, int items) =>
        items == 0 ? ["No item has a score."]
        : failures == 0 ? ["No item failed."]
        : failures == items ? ["Every item failed, so nothing tells the failures apart; look at another threshold."]
        : found.Patterns.Count > 0 ? []
        : [$"No phrase stands in failed prompts more often than chance explains ({failures} of {items} failed)."];
}

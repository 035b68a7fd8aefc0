using BenchHub.Comparisons;

namespace BenchHub.Reports.Checks;

/// <summary>
/// A comparison as checks: each system against the baseline in each cell, failed where the baseline is significantly better. Without a
/// baseline each pair is a check, which tells what was found and never fails. A cell without numbers stays open.
/// </summary>
public static class ComparisonChecks
{
    public static IReadOnlyList<Check> Of(StoredComparison comparison, string? baseline) =>
        [.. comparison.Cells.SelectMany(cell => Of(cell, Name(comparison, baseline)))];

    /// <exception cref="RefusedException">No system of the comparison has this name or id.</exception>
    private static string? Name(StoredComparison comparison, string? baseline) => string.IsNullOrEmpty(baseline) ? null
        : (comparison.Systems.FirstOrDefault(system => system.System == baseline) ?? comparison.Systems.FirstOrDefault(system => system.SystemId.Value == baseline))?.System
            ?? throw new RefusedException(
                Refusal.Invalid, $"'{baseline}' does not take part in this comparison; there are {string.Join(", ", comparison.Systems.Select(static system => system.System))}.", "baseline");

    private static IEnumerable<Check> Of(ComparisonCell cell, string? baseline)
    {
        var suite = $"{cell.DatasetName} v{cell.Version}: {cell.Metric}";
        var rule = baseline is null ? $"{cell.Metric} of each pair" : $"{cell.Metric} not significantly worse than {baseline}";
        if (cell.Refusal is { } refusal)
        {
            return [new(suite, baseline ?? "all systems", rule, CheckOutcome.Inconclusive, refusal, [])];
        }

        var pairs = cell.Tests.Where(test => baseline is null || test.A == baseline || test.B == baseline).ToList();
        if (baseline is not null && cell.Ranking.All(entry => entry.System != baseline))
        {
            return [new(suite, baseline, rule, CheckOutcome.Inconclusive, $"'{baseline}' has no numbers here.", [])];
        }

        return pairs.Select(pair => baseline is null ? Found(pair, cell, suite, rule) : Against(pair, cell, suite, rule, baseline));
    }

    private static Check Found(PairwiseTest pair, ComparisonCell cell, string suite, string rule)
    {
        var better = pair.Difference > 0 != cell.LowerIsBetter ? (pair.A, pair.B) : (pair.B, pair.A);
        return new(
            suite, $"{pair.A} - {pair.B}", rule, pair.PAdjusted is null ? CheckOutcome.Inconclusive : CheckOutcome.Passed,
            pair.PAdjusted is null ? "No test was made of this pair." : pair.Significant ? $"'{better.Item1}' is significantly better than '{better.Item2}'." : "No significant difference.",
            Numbers(pair, 1));
    }

    private static Check Against(PairwiseTest pair, ComparisonCell cell, string suite, string rule, string baseline)
    {
        var (system, sign) = pair.A == baseline ? (pair.B, -1) : (pair.A, 1);
        var isWorse = sign * pair.Difference < 0 != cell.LowerIsBetter;
        var (outcome, sentence) = pair switch
        {
            { PAdjusted: null } => (CheckOutcome.Inconclusive, $"No test was made of '{system}' and '{baseline}'."),
            { Significant: true } when isWorse => (CheckOutcome.Failed, $"'{baseline}' is significantly better than '{system}' (adjusted p {Shown.P(pair.PAdjusted)})."),
            { Significant: true } => (CheckOutcome.Passed, $"'{system}' is significantly better than '{baseline}' (adjusted p {Shown.P(pair.PAdjusted)})."),
            _ => (CheckOutcome.Passed, $"No significant difference of '{system}' from '{baseline}' (adjusted p {Shown.P(pair.PAdjusted)}), which does not show that there is none; a gate does."),
        };
        return new(suite, system, rule, outcome, sentence, Numbers(pair, sign));
    }

    private static KeyValuePair<string, double?>[] Numbers(PairwiseTest pair, int sign)
    {
        var (low, high) = sign > 0 ? (pair.CiLow, pair.CiHigh) : (-pair.CiHigh, -pair.CiLow);
        return [new("difference", double.IsFinite(pair.Difference) ? sign * pair.Difference : null), new("ciLow", low), new("ciHigh", high), new("p", pair.P), new("pAdjusted", pair.PAdjusted), new("n", pair.N)];
    }
}

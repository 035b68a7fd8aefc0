using System.Globalization;
using BenchHub.Comparisons;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Power;

namespace BenchHub.Grains.Comparisons;

/// <param name="Difference">The difference of interest, in the metric's unit; null takes a hundredth of the metric's range.</param>
/// <param name="Power">The chance with which it shall be shown.</param>
internal sealed record PowerWish(double? Difference = null, double Power = 0.8);

/// <summary>What the items of each pair can show, in numbers and in words. Pure.</summary>
/// <remarks>
/// Planned at the strictest level of the correction, alpha over the tests of the family: a step-down correction is never
/// stricter, so no more items are needed than told.
/// </remarks>
internal sealed record PowerReport(double Interest, PowerSettings Settings, string Basis)
{
    private const double Share = 0.01;

    // Pairs of a cell nearly always have as many items.
    private readonly Dictionary<int, PairedDesign> _designs = [];

    public string Method => Interest > 0
        ? string.Create(CultureInfo.InvariantCulture, $"; power: for a difference of {Interest:G6} ({Basis}), by the paired t-test at the strictest level of the correction, {Settings.Alpha:G3}, a chance of {Settings.Power:P0} wanted")
        : "";

    public static PowerReport Of(Metric metric, ComparisonSettings settings, ComparisonResult result, PowerWish wish)
    {
        var level = settings.Correction == "none" ? settings.Alpha : settings.Alpha / Math.Max(1, result.Family);
        var (low, high) = (metric.Definition.Minimum, metric.Definition.Maximum);
        var (interest, basis) =
            wish.Difference is { } asked ? (asked, "asked for")
            : double.IsFinite(low) && double.IsFinite(high) ? (Share * (high - low), "a hundredth of the metric's range")
            : (Share * result.Ranking.Select(static entry => Math.Abs(entry.Mean)).Where(double.IsFinite).DefaultIfEmpty(0).Max(), "a hundredth of the largest mean");
        return new(interest, new() { Alpha = level, Power = wish.Power }, basis);
    }

    /// <returns>Null where no test was made, the differences do not vary, or there is no difference of interest.</returns>
    public PairPower? Of(PairwiseEntry pair)
    {
        if (!pair.IsTestable || Interest <= 0 || pair.N < 2 || PairPlan.Of(pair.Difference, pair.Deviation, Interest, Design(pair.N)) is not { } plan)
        {
            return null;
        }

        var more = plan.Items is { } items ? Math.Max(0, items - pair.N) : (long?)null;
        return new(plan.SmallestEffect, plan.Items, more, Interest, plan.Power, Settings.Power, Settings.Alpha, Sentence(pair, plan, more));
    }

    private PairedDesign Design(int items) => _designs.TryGetValue(items, out var known) ? known : _designs[items] = new(items, Settings);

    private string Sentence(PairwiseEntry pair, PairPlan plan, long? more)
    {
        var verdict = pair.Significant ? "significant" : "not significant";
        var shown = string.Create(CultureInfo.InvariantCulture, $"a difference of {Interest:G6}");
        var how = string.Create(CultureInfo.InvariantCulture, $"(paired t-test, chance {Settings.Power:P0})");

        // Where a difference was shown, more items are nobody's question.
        return (pair.Significant ? 0 : more) switch
        {
            null => $"{verdict}; no number of items that anyone has would show {shown} {how}",
            0 => string.Create(CultureInfo.InvariantCulture, $"{verdict}; these {pair.N:N0} items show a difference from {plan.SmallestEffect:G3} on {how}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{verdict}; {more:N0} more items would show {shown} {how}"),
        };
    }
}

using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>What a rule must be to mean anything.</summary>
internal static class AlertRuleChecks
{
    private const int LongestName = 200;

    /// <returns>The rule with the metric's canonical name.</returns>
    /// <exception cref="RefusedException">The rule cannot mean anything; the message says what to change.</exception>
    public static AlertRule Checked(this AlertRule rule)
    {
        if (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > LongestName || rule.Name.Any(char.IsControl))
        {
            throw Wrong($"The name must have 1 to {LongestName} characters, not only blanks and no line break.", "name");
        }

        return (rule.Kind is AlertKind.Threshold ? Threshold(rule) : Drop(rule)) with { Metric = rule.Metric is { } metric ? NamedMetric.Of(metric).Name.ToString() : null };
    }

    private static AlertRule Threshold(AlertRule rule) => rule switch
    {
        { Metric: null } => throw Wrong("Name the metric to watch, such as recall@5.", "metric"),
        { Min: null, Max: null } => throw Wrong("Give a min, a max or both; or a baseline to find significant drops.", "min"),
        { Min: { } min } when !double.IsFinite(min) => throw Wrong($"min is {min}; it must be a number.", "min"),
        { Max: { } max } when !double.IsFinite(max) => throw Wrong($"max is {max}; it must be a number.", "max"),
        { Min: { } min, Max: { } max } when min > max => throw Wrong(FormattableString.Invariant($"min ({min}) is above max ({max}); every value would be an alert."), "min"),
        _ => rule with { Baseline = null },
    };

    private static AlertRule Drop(AlertRule rule) => rule switch
    {
        { Min: not null } or { Max: not null } => throw Wrong("A rule has limits (min, max) or a baseline, not both; make two rules.", "baseline"),
        { Alpha: not (> 0 and < 1) } => throw Wrong($"alpha is {rule.Alpha}; it must be between 0 and 1.", "alpha"),
        _ when !PairedTests.Names.Contains(rule.Test) => throw Wrong($"There is no paired test '{rule.Test}'; choose one of {string.Join(", ", PairedTests.Names)}.", "test"),
        _ => rule with { Baseline = rule.Baseline ?? new(BaselineKind.Previous) },
    };

    private static RefusedException Wrong(string message, string field) => new(Refusal.Invalid, message, field);
}

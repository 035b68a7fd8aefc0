using BenchHub.Api.Json;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Api.Monitoring;

/// <param name="Kind">threshold or drop.</param>
/// <param name="Metric">Null where each result's first metric is judged.</param>
/// <param name="Severity">Null for high beyond a tenth of the limit, else medium.</param>
/// <param name="Systems">Ids; empty for all.</param>
/// <param name="Datasets">Ids; empty for all.</param>
/// <param name="Baseline">previous, or the id of a system or a result; null for limits.</param>
/// <param name="Channels">Ids of those that are told; null for all.</param>
/// <param name="State">ok, firing or silenced.</param>
/// <param name="Firing">Alerts that fire now.</param>
/// <param name="BuiltIn">Whether it came with BenchHub.</param>
internal sealed record RuleAnswer(
    string Id,
    string Name,
    string Kind,
    string? Metric,
    double? Min,
    double? Max,
    string? Severity,
    IReadOnlyList<string> Systems,
    IReadOnlyList<string> Datasets,
    string? Baseline,
    double? Alpha,
    string? Test,
    IReadOnlyList<string>? Channels,
    string State,
    int Firing,
    DateTimeOffset? SilencedUntil,
    string? SilenceReason,
    DateTimeOffset? LastEvaluatedAt,
    bool BuiltIn,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static RuleAnswer Of(AlertRuleRow row, DateTimeOffset now)
    {
        var rule = Projection.Read<AlertRule>(row.Document);
        var (isDrop, isSilenced) = (rule.Kind is AlertKind.Drop, row.SilencedUntil > now);
        return new(
            row.Id, row.Name, rule.Kind.Word(), rule.Metric, rule.Min, rule.Max, rule.Severity?.Word(),
            [.. rule.Systems.Select(static id => id.Value)], [.. rule.Datasets.Select(static id => id.Value)],
            rule.Baseline is { } baseline ? baseline.Id ?? baseline.Kind.Word() : null, isDrop ? rule.Alpha : null, isDrop ? rule.Test : null,
            rule.Channels?.Select(static id => id.Value).ToList(), isSilenced ? "silenced" : row.Firing > 0 ? "firing" : "ok", row.Firing,
            isSilenced ? row.SilencedUntil : null, isSilenced ? row.SilenceReason : null, row.EvaluatedAt, row.IsBuiltIn, row.CreatedAt, row.UpdatedAt);
    }
}

using Dapper;

namespace BenchHub.Storage.Monitoring;

/// <summary>A rule, how far it has looked, and whether it is silenced.</summary>
/// <param name="Document">JSON of the rule; comes back as the text it was given as.</param>
/// <param name="IsRemoved">A built-in rule that somebody removed.</param>
/// <param name="Watermark">Position of the last result that was judged (<see cref="ResultFeed"/>).</param>
/// <param name="Firing">Alerts that fire now.</param>
[method: ExplicitConstructor]
public sealed record AlertRuleRow(
    string Id,
    string Name,
    string Document,
    bool IsBuiltIn,
    bool IsRemoved,
    long Watermark,
    DateTimeOffset? EvaluatedAt,
    DateTimeOffset? SilencedUntil,
    string? SilenceReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Firing = 0);

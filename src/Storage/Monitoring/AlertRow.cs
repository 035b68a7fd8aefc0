using Dapper;

namespace BenchHub.Storage.Monitoring;

/// <summary>One result that a rule found wanting.</summary>
/// <param name="Kind"><c>threshold</c> or <c>drop</c>.</param>
/// <param name="Threshold">The limit that was crossed; of a drop the baseline's value.</param>
/// <param name="P">Of the test, for a drop.</param>
/// <param name="Severity"><c>high</c> or <c>medium</c>.</param>
/// <param name="State"><c>firing</c> or <c>resolved</c>.</param>
/// <param name="IsMuted">It was raised in a silence and nobody was told.</param>
[method: ExplicitConstructor]
public sealed record AlertRow(
    string Id,
    string RuleId,
    string RuleName,
    string Kind,
    string ResultId,
    string JobId,
    string SystemId,
    string SystemName,
    string DatasetId,
    string DatasetName,
    string Metric,
    double Value,
    double Threshold,
    double? P,
    string Severity,
    string State,
    bool IsMuted,
    string Message,
    DateTimeOffset At,
    DateTimeOffset? ResolvedAt);

/// <summary>An alert that fires, as much of it as decides what comes next.</summary>
[method: ExplicitConstructor]
public sealed record OpenAlert(string Id, string SystemId, string DatasetId, bool IsMuted);

/// <summary>What a step of a rule changes.</summary>
public abstract record AlertChange
{
    private AlertChange()
    {
    }

    /// <summary>Adds an alert, once for each rule and result.</summary>
    public sealed record Raise(AlertRow Alert) : AlertChange;

    public sealed record Resolve(string AlertId, DateTimeOffset At) : AlertChange;

    /// <summary>A muted alert is one no longer.</summary>
    public sealed record Unmute(string AlertId) : AlertChange;

    /// <summary>Hands an event of an alert to the channels of the rule.</summary>
    public sealed record Tell(string AlertId, string Event) : AlertChange;

    public sealed record Notify(NotificationRow Notification) : AlertChange;
}

/// <summary>Which alerts to list; what is null does not matter.</summary>
public sealed record AlertFilter(string? State = null, string? Severity = null);

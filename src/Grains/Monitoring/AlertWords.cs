using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>Alerts as they are written and read.</summary>
internal static class AlertWords
{
    public const string Firing = "alert.firing";
    public const string Resolved = "alert.resolved";
    public const string Type = "performance_degradation";

    public static AlertRow Alert(AlertRuleId id, AlertRule rule, Judgement judgement, Breach breach, bool isMuted, DateTimeOffset now)
    {
        var result = judgement.Result;
        return new(
            // The same rule and result make the same alert, so that none is raised twice.
            SortableId.FromSeed("alr_", $"{id}/{result.Id}"),
            id.Value, rule.Name, StateJson.Word(rule.Kind), result.Id, result.JobId, result.SystemId, result.SystemName, result.DatasetId, result.DatasetName,
            judgement.Metric, judgement.Value, breach.Threshold, breach.P, StateJson.Word(breach.Severity), "firing", isMuted,
            FormattableString.Invariant($"{judgement.Metric} of '{result.SystemName}' on '{result.DatasetName}' is {judgement.Value:0.####}, {breach.How}."),
            now, null);
    }

    /// <summary>
    /// A regression is news by itself. Limits are crossed by many metrics and systems at once, above all by the first results of a hub: a job's first
    /// tells of them, and the alerts have each.
    /// </summary>
    public static NotificationRow Notification(AlertRow alert) => alert.Kind == StateJson.Word(AlertKind.Drop)
        ? new(
            $"ntf_{alert.Id}", "regressionFound", $"'{alert.SystemName}' got worse on '{alert.DatasetName}'", alert.Message, $"/results/{alert.ResultId}", alert.At, IsRead: false)
        : new(
            SortableId.FromSeed("ntf_", $"{alert.JobId}/limits"), "thresholdCrossed", $"'{alert.SystemName}' crossed a limit on '{alert.DatasetName}'",
            $"{alert.Message} The alerts list every limit that the job's results crossed.", "/alerts", alert.At, IsRead: false);
}

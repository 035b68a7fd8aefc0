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

    public static NotificationRow Notification(AlertRow alert)
    {
        var isDrop = alert.Kind == StateJson.Word(AlertKind.Drop);
        return new(
            $"ntf_{alert.Id}", isDrop ? "regressionFound" : "thresholdCrossed",
            isDrop ? $"'{alert.SystemName}' got worse on '{alert.DatasetName}'" : $"'{alert.SystemName}' crossed a limit on '{alert.DatasetName}'",
            alert.Message, $"/results/{alert.ResultId}", alert.At, IsRead: false);
    }
}

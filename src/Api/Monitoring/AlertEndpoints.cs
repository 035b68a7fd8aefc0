using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Api.Monitoring;

internal static class AlertEndpoints
{
    private enum Standing
    {
        Firing = 0,
        Resolved = 1,
    }

    public static void MapAlerts(this RouteGroupBuilder monitoring) =>
        monitoring.MapGet("/alerts", List).WithName("ListAlerts").WithSummary("List the alerts, newest first, with what became of telling them").ProducesPage<AlertAnswer>();

    private static async Task<IResult> List(
        [AsParameters] ListQuery query, string? state, string? severity, AlertLog alerts, DeliveryOutbox outbox, HttpContext http, CancellationToken ct)
    {
        var page = await alerts.List(new(Words.Of<Standing>(state, "state"), Words.Of<AlertSeverity>(severity, "severity")), query.Page(), ct);
        var deliveries = await outbox.Of([.. page.Items.Select(static alert => alert.Id)], ct);
        return query.Answer(http, page.Items.Select(alert => AlertAnswer.Of(alert, deliveries[alert.Id])), page.NextCursor, AlertAnswer.Csv);
    }
}

/// <param name="Rule">Its name at the time.</param>
/// <param name="Kind">threshold or drop.</param>
/// <param name="Threshold">The limit that was crossed; of a drop the baseline's value.</param>
/// <param name="P">Of the test, for a drop.</param>
/// <param name="Severity">high or medium.</param>
/// <param name="EvaluationId">Another name of resultId.</param>
/// <param name="State">firing or resolved; a newer result of the same system on the dataset closes an alert.</param>
/// <param name="Muted">Raised in a silence, and nobody was told yet.</param>
internal sealed record AlertAnswer(
    string Id,
    string Type,
    string RuleId,
    string Rule,
    string Kind,
    string Metric,
    double Value,
    double Threshold,
    double? P,
    string Severity,
    string System,
    string SystemId,
    string Dataset,
    string DatasetId,
    string ResultId,
    string EvaluationId,
    string JobId,
    string State,
    bool Muted,
    string Message,
    DateTimeOffset At,
    DateTimeOffset? ResolvedAt,
    IReadOnlyList<DeliveryAnswer> Deliveries)
{
    public static readonly CsvTable<AlertAnswer> Csv = new(
        ("id", static alert => alert.Id), ("at", static alert => alert.At), ("state", static alert => alert.State), ("severity", static alert => alert.Severity),
        ("rule", static alert => alert.Rule), ("metric", static alert => alert.Metric), ("value", static alert => alert.Value), ("threshold", static alert => alert.Threshold),
        ("p", static alert => alert.P), ("system", static alert => alert.System), ("dataset", static alert => alert.Dataset), ("resultId", static alert => alert.ResultId),
        ("resolvedAt", static alert => alert.ResolvedAt), ("message", static alert => alert.Message));

    public static AlertAnswer Of(AlertRow row, IEnumerable<DeliveryRow> deliveries) => new(
        row.Id, "performance_degradation", row.RuleId, row.RuleName, row.Kind, row.Metric, row.Value, row.Threshold, row.P, row.Severity, row.SystemName, row.SystemId,
        row.DatasetName, row.DatasetId, row.ResultId, row.ResultId, row.JobId, row.State, row.IsMuted, row.Message, row.At, row.ResolvedAt,
        [.. deliveries.Select(static delivery => new DeliveryAnswer(
            delivery.Id, delivery.ChannelName, delivery.ChannelId, delivery.Event, delivery.Status, delivery.Attempts, delivery.LastError, delivery.At,
            delivery.Status == "pending" ? delivery.DueAt : null))]);
}

/// <param name="Event">alert.firing or alert.resolved.</param>
/// <param name="Status">pending, delivered or failed.</param>
/// <param name="DueAt">Of the next attempt; null when there is none.</param>
internal sealed record DeliveryAnswer(
    string Id, string Channel, string ChannelId, string Event, string Status, int Attempts, string? LastError, DateTimeOffset At, DateTimeOffset? DueAt);

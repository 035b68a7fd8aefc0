using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>What a receiver reads of an alert. Fields are only ever added.</summary>
internal static class WebhookBody
{
    public static byte[] Of(string delivery, string eventName, AlertRow alert) => Bytes(new
    {
        Id = delivery,
        Event = eventName,
        AlertWords.Type,
        AlertId = alert.Id,
        alert.RuleId,
        Rule = alert.RuleName,
        alert.Kind,
        alert.Metric,
        alert.Value,
        alert.Threshold,
        alert.P,
        alert.Severity,
        State = eventName == AlertWords.Resolved ? "resolved" : "firing",
        System = alert.SystemName,
        alert.SystemId,
        Dataset = alert.DatasetName,
        alert.DatasetId,
        alert.ResultId,
        EvaluationId = alert.ResultId,
        alert.JobId,
        alert.Message,
        alert.At,
        alert.ResolvedAt,
    });

    public static byte[] Test(string delivery, string channel, DateTimeOffset now) =>
        Bytes(new { Id = delivery, Event = "test", Message = $"BenchHub reaches the channel '{channel}'.", At = now });

    private static byte[] Bytes<T>(T body) => System.Text.Encoding.UTF8.GetBytes(StateJson.Of(body));
}

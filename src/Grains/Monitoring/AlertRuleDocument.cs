using System.Text.Json;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

internal static class AlertRuleDocument
{
    extension(AlertRuleRow row)
    {
        public AlertRule Rule => JsonSerializer.Deserialize<AlertRule>(row.Document, StateJson.Options)
            ?? throw new JsonException($"The rule {row.Id} is empty.");

        public bool IsSilenced(DateTimeOffset now) => row.SilencedUntil > now;
    }

    /// <summary>What the rule finds wanting, without its name and whom it tells.</summary>
    public static AlertRule Conditions(this AlertRule rule) => rule with { Name = "", Channels = null };
}

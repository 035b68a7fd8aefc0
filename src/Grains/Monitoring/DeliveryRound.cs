using BenchHub.Connectors.Secrets;
using BenchHub.Connectors.Webhooks;
using BenchHub.Storage.Monitoring;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Monitoring;

/// <summary>Sends what is due to one channel, off any grain's scheduler.</summary>
internal sealed partial class DeliveryRound(
    WebhookChannels channels, DeliveryOutbox outbox, AlertLog alerts, SecretSealer sealer, WebhookClient webhooks, TimeProvider time, ILogger<DeliveryRound> logger)
{
    private const int AtOnce = 4;
    private const int Most = 100;

    /// <returns>How long until the next is due; null when none is pending.</returns>
    public async Task<TimeSpan?> Deliver(string channelId, CancellationToken stop)
    {
        while (await channels.Find(channelId, stop) is { } channel)
        {
            var pending = await outbox.Pending(channelId, Most, stop);
            if (pending.Count == 0)
            {
                return null;
            }

            var now = time.GetUtcNow();
            var due = pending.Where(delivery => delivery.DueAt <= now).ToList();
            if (due.Count == 0)
            {
                return pending[0].DueAt - now;
            }

            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (delivery, ct) => await Attempt(channel, delivery, ct));
        }

        return null;
    }

    private async Task Attempt(ChannelRow channel, DeliveryRow delivery, CancellationToken stop)
    {
        var outcome = await Send(channel, delivery, stop);
        var now = time.GetUtcNow();
        var again = outcome.IsFinal ? null : WebhookBackoff.Delay(delivery.Attempts + 1, outcome.RetryAfter, Random.Shared.NextDouble());
        var status = outcome.IsDelivered ? "delivered" : again is null ? "failed" : "pending";

        // After the message was sent: a crash in between sends it again, under the same id.
        await outbox.Attempted(delivery, status, now + (again ?? TimeSpan.Zero), outcome.Error, now, CancellationToken.None);
        if (outcome.Error is { } error)
        {
            LogUndelivered(delivery.Id, channel.Name, delivery.Attempts + 1, error);
        }
    }

    private async Task<WebhookOutcome> Send(ChannelRow channel, DeliveryRow delivery, CancellationToken stop)
    {
        if (await alerts.Find(delivery.AlertId, stop) is not { } alert)
        {
            return Failed("The alert is gone.", isFinal: true);
        }

        try
        {
            return await webhooks.Send(sealer.Open(channel, delivery.Id, delivery.Event, WebhookBody.Of(delivery.Id, delivery.Event, alert)), stop);
        }
        catch (SecretException locked)
        {
            return Failed(locked.Message, isFinal: false);
        }
    }

    private static WebhookOutcome Failed(string error, bool isFinal) => new(null, error, isFinal, null, TimeSpan.Zero);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} to channel '{Channel}' failed (attempt {Attempt}): {Error}")]
    private partial void LogUndelivered(string delivery, string channel, int attempt, string error);
}

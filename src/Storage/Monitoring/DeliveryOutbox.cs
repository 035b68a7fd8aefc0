using Dapper;

namespace BenchHub.Storage.Monitoring;

/// <summary>An event of an alert on its way to a channel.</summary>
/// <param name="Id">The same at every attempt, by which a receiver knows a repetition.</param>
/// <param name="Event"><c>alert.firing</c> or <c>alert.resolved</c>.</param>
/// <param name="Status"><c>pending</c>, <c>delivered</c> or <c>failed</c>.</param>
/// <param name="DueAt">When the next attempt is made.</param>
/// <param name="At">When the status was last looked at.</param>
[method: ExplicitConstructor]
public sealed record DeliveryRow(
    string Id,
    string AlertId,
    string ChannelId,
    string ChannelName,
    string Event,
    string Status,
    int Attempts,
    DateTimeOffset DueAt,
    string? LastError,
    DateTimeOffset At);

/// <summary>What is to be told, written with the fact it tells of, and what came of it.</summary>
public sealed class DeliveryOutbox(Database database)
{
    private const string Select = "SELECT id, alert_id, channel_id, channel_name, event, status, attempts, due_at, last_error, at FROM deliveries";

    /// <summary>The pending deliveries of a channel, first due first.</summary>
    public Task<IReadOnlyList<DeliveryRow>> Pending(string channelId, int most, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<DeliveryRow>($"{Select} WHERE channel_id = @channelId AND status = 'pending' ORDER BY due_at, id LIMIT @most", new { channelId, most }),
        cancellation);

    /// <summary>Ids of the channels that are yet to be told something.</summary>
    public Task<IReadOnlyList<string>> Waiting(CancellationToken cancellation = default) =>
        database.Read(static scope => scope.List<string>("SELECT DISTINCT channel_id FROM deliveries WHERE status = 'pending'"), cancellation);

    /// <summary>By alert, then in the order in which they were written.</summary>
    public async Task<ILookup<string, DeliveryRow>> Of(IReadOnlyList<string> alertIds, CancellationToken cancellation = default) => (await database.Read(
        scope => scope.List<DeliveryRow>($"{Select} WHERE {scope.Engine.Among("alert_id", "@ids")} ORDER BY alert_id, event, channel_name", new { ids = alertIds.ToArray() }),
        cancellation)).ToLookup(static row => row.AlertId);

    /// <summary>Keeps what came of an attempt.</summary>
    /// <returns>False when another process has kept this attempt before.</returns>
    public async Task<bool> Attempted(DeliveryRow before, string status, DateTimeOffset dueAt, string? error, DateTimeOffset now, CancellationToken cancellation = default) =>
        await database.Execute(
            """
            UPDATE deliveries SET status = @status, attempts = @Attempts + 1, due_at = @dueAt, last_error = @error, at = @now
            WHERE id = @Id AND status = 'pending' AND attempts = @Attempts
            """,
            new { before.Id, before.Attempts, status, dueAt, error, now },
            cancellation) == 1;

    internal static async Task<int> Add(Scope scope, string alertId, string eventName, IReadOnlyList<string>? channels, DateTimeOffset now)
    {
        var told = await scope.List<(string Id, string Name)>(
            $"SELECT id, name FROM webhook_channels {(channels is null ? "" : "WHERE " + scope.Engine.Among("id", "@channels"))} ORDER BY id",
            new { channels = channels?.ToArray() });
        var added = 0;
        foreach (var (id, name) in told)
        {
            added += await scope.Execute(
                """
                INSERT INTO deliveries (id, alert_id, channel_id, channel_name, event, status, attempts, due_at, last_error, at)
                VALUES (@delivery, @alertId, @id, @name, @eventName, 'pending', 0, @now, NULL, @now) ON CONFLICT (id) DO NOTHING
                """,
                new { delivery = $"{alertId}.{eventName}.{id}", alertId, id, name, eventName, now });
        }

        return added;
    }
}

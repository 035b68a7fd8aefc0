using System.Data.Common;
using Dapper;

namespace BenchHub.Storage.Monitoring;

/// <summary>Somewhere to tell of alerts.</summary>
/// <param name="Kind"><c>webhook</c>.</param>
/// <param name="ShownUrl">Without its query, which may be a secret.</param>
/// <param name="IsSigned">Whether there is a secret.</param>
/// <param name="Sealed">The whole address and the secret, sealed.</param>
[method: ExplicitConstructor]
public sealed record ChannelRow(string Id, string Name, string Kind, string ShownUrl, bool IsSigned, string Sealed, DateTimeOffset CreatedAt);

/// <summary>All channels.</summary>
public sealed class WebhookChannels(Database database)
{
    private const string Select = "SELECT id, name, kind, shown_url, is_signed, sealed, created_at FROM webhook_channels";

    public Task<ChannelRow?> Find(string id, CancellationToken cancellation = default) =>
        database.Read(scope => scope.First<ChannelRow>($"{Select} WHERE id = @id", new { id }), cancellation);

    /// <summary>An id wins over a name.</summary>
    public Task<ChannelRow?> FindNamed(string idOrName, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<ChannelRow>(
            $"{Select} WHERE id = @idOrName OR name = @idOrName ORDER BY CASE WHEN id = @idOrName THEN 0 ELSE 1 END LIMIT 1", new { idOrName }),
        cancellation);

    /// <summary>By name.</summary>
    public Task<IReadOnlyList<ChannelRow>> List(CancellationToken cancellation = default) =>
        database.Read(static scope => scope.List<ChannelRow>($"{Select} ORDER BY name"), cancellation);

    /// <exception cref="NameTakenException">Another channel has the name.</exception>
    public async Task Add(ChannelRow channel, CancellationToken cancellation = default)
    {
        try
        {
            await database.Execute(
                """
                INSERT INTO webhook_channels (id, name, kind, shown_url, is_signed, sealed, created_at)
                VALUES (@Id, @Name, @Kind, @ShownUrl, @IsSigned, @Sealed, @CreatedAt) ON CONFLICT (id) DO NOTHING
                """,
                channel,
                cancellation);
        }
        catch (DbException taken) when (database.IsDuplicate(taken))
        {
            throw new NameTakenException(channel.Name, taken);
        }
    }

    /// <summary>Removes the channel; what it was yet to be told is given up.</summary>
    public Task<int> Remove(string id, DateTimeOffset now, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            await scope.Execute(
                "UPDATE deliveries SET status = 'failed', last_error = 'The channel was removed.', at = @now WHERE channel_id = @id AND status = 'pending'", new { id, now });
            return await scope.Execute("DELETE FROM webhook_channels WHERE id = @id", new { id });
        },
        cancellation);
}

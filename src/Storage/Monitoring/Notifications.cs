using Dapper;

namespace BenchHub.Storage.Monitoring;

/// <summary>Something that a person may want to know.</summary>
/// <param name="Kind"><c>jobFinished</c>, <c>thresholdCrossed</c> or <c>regressionFound</c>.</param>
/// <param name="Link">Path of the dashboard.</param>
[method: ExplicitConstructor]
public sealed record NotificationRow(string Id, string Kind, string Title, string Message, string Link, DateTimeOffset At, bool IsRead);

/// <summary>All notifications of the hub.</summary>
public sealed class Notifications(Database database)
{
    /// <summary>Adds it; the same id is added once.</summary>
    public Task Add(NotificationRow row, CancellationToken cancellation = default) => database.Write(scope => Add(scope, row), cancellation);

    /// <summary>Newest first.</summary>
    public Task<Page<NotificationRow>> List(bool unreadOnly, PageRequest page, CancellationToken cancellation = default) => Listing.Read<NotificationRow>(
        database, "SELECT id, kind, title, message, link, at, is_read FROM notifications", "at", unreadOnly ? ["NOT is_read"] : [], [], page,
        static row => new(row.At, row.Id), cancellation);

    public Task<long> Unread(CancellationToken cancellation = default) =>
        database.Read(static scope => scope.First<long>("SELECT count(*) FROM notifications WHERE NOT is_read"), cancellation);

    /// <param name="ids">Null for all.</param>
    /// <returns>How many were unread.</returns>
    public Task<int> MarkRead(IReadOnlyList<string>? ids, CancellationToken cancellation = default) => database.Write(
        scope => scope.Execute(
            $"UPDATE notifications SET is_read = @yes WHERE NOT is_read {(ids is null ? "" : "AND " + scope.Engine.Among("id", "@ids"))}",
            new { yes = true, ids = ids?.Select(Texts.Storable).ToArray() }),
        cancellation);

    /// <summary>Removes notifications of before an instant, read or not.</summary>
    /// <returns>How many.</returns>
    public Task<long> Prune(DateTimeOffset before, CancellationToken cancellation = default) => database.Write(
        async scope => (long)await scope.Execute("DELETE FROM notifications WHERE at < @before", new { before }), cancellation);

    internal static Task<int> Add(Scope scope, NotificationRow row) => scope.Execute(
        "INSERT INTO notifications (id, kind, title, message, link, at, is_read) VALUES (@Id, @Kind, @Title, @Message, @Link, @At, @IsRead) ON CONFLICT (id) DO NOTHING", row);
}

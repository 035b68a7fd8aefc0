namespace BenchHub.Storage.Datasets;

/// <summary>Bodies that are being imported. Unsealed ones are invisible and vanish when their import is disposed, or a day later.</summary>
internal static class Drafts
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public static async Task<string> Begin(Database database, CancellationToken cancellation)
    {
        var now = database.Time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        await database.Execute("INSERT INTO drafts (id, is_sealed, created_at) VALUES (@id, @sealedYet, @now) ON CONFLICT (id) DO NOTHING", new { id, sealedYet = false, now }, cancellation);
        return id;
    }

    public static Task Seal(Scope scope, string id) => scope.Execute("UPDATE drafts SET is_sealed = @yes WHERE id = @id", new { yes = true, id });

    public static Task Remove(Scope scope, string id) => scope.Execute("DELETE FROM drafts WHERE id = @id", new { id });

    public static Task Discard(Database database, string id) =>
        database.Execute("DELETE FROM drafts WHERE id = @id AND is_sealed = @no", new { id, no = false }, CancellationToken.None);

    public static Task RemoveOrphans(Database database, CancellationToken cancellation) => database.Execute(
        "DELETE FROM drafts WHERE is_sealed = @no AND created_at < @before",
        new { no = false, before = database.Time.GetUtcNow() - Lifetime },
        cancellation);
}

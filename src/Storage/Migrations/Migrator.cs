using System.Globalization;

namespace BenchHub.Storage;

/// <summary>Applies the numbered SQL files of the engine that the database has not seen, all in one transaction.</summary>
internal static class Migrator
{
    private sealed record Migration(int Version, string Resource);

    public const int Newest = int.MaxValue;

    public static Task Migrate(Database database, int upTo, CancellationToken cancellation) => database.Write(
        async limited =>
        {
            // Other migrators are waited for, and a large table takes its time.
            var scope = limited with { Seconds = 0 };
            await scope.Engine.LockMigrations(scope);
            await scope.Execute("CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)");
            var all = Known(scope.Engine.Name);
            var at = await scope.First<int?>("SELECT max(version) FROM schema_migrations") ?? 0;
            if (at > all[^1].Version)
            {
                throw new NewerDatabaseException(database.Options.ToString(), at, all[^1].Version);
            }

            foreach (var migration in all.Where(m => m.Version > at && m.Version <= upTo))
            {
                await scope.Execute(Text(migration.Resource));
                await scope.Execute(
                    "INSERT INTO schema_migrations (version, name, applied_at) VALUES (@Version, @Resource, @Applied)",
                    new { migration.Version, migration.Resource, Applied = database.Time.GetUtcNow().ToString("O") });
            }

            return all[^1].Version;
        },
        cancellation);

    private static List<Migration> Known(string engine) => typeof(Migrator).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(engine + "/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
        .Select(name => new Migration(int.Parse(name.AsSpan(engine.Length + 1, 4), CultureInfo.InvariantCulture), name))
        .OrderBy(m => m.Version)
        .ToList();

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

using System.Globalization;

namespace BenchHub.Storage.Tests;

public abstract class MigratorTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private Task<int> Empty() => Database.Write(
        async scope =>
        {
            // Tables go in any order because each drop takes its references along (PostgreSQL) or they are not checked yet.
            var tables = Options.Provider == StorageProvider.Sqlite
                ? await scope.List<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
                : await scope.List<string>("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()");
            foreach (var table in tables)
            {
                await scope.Execute($"DROP TABLE {table} {(Options.Provider == StorageProvider.Sqlite ? "" : "CASCADE")}");
            }

            return 0;
        },
        Ct);

    private List<int> Known()
    {
        var prefix = Options.Provider == StorageProvider.Sqlite ? "sqlite/" : "postgres/";
        return [.. typeof(Database).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture))];
    }

    [Fact]
    public async Task Migrate_FromSeveralProcessesAtOnce_AllSucceedAndEachFileIsAppliedOnce()
    {
        await Empty();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Open()).ToList().Select(database => Task.Run(() => database.Migrate(Ct))));

        Assert.Equal(Known().Count, await Count("schema_migrations"));
        Assert.Equal(0, await Count("systems"));
    }

    [Fact]
    public async Task Migrate_DatabaseOfANewerProgram_IsRefusedWithASentence()
    {
        await Database.Execute("INSERT INTO schema_migrations (version, name, applied_at) VALUES (@version, 'later', 'later')", new { version = 9999 }, Ct);

        var newer = await Assert.ThrowsAsync<NewerDatabaseException>(() => Open().Migrate(Ct));

        Assert.Contains($"its schema is 9999, this program knows up to {Known().Max()}.", newer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ThatThrows_LeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Database.Write<int>(
            async scope =>
            {
                await scope.Execute("INSERT INTO drafts (id, is_sealed, created_at) VALUES ('x', @no, @Now)", new { no = false, Now });
                throw new InvalidTimeZoneException();
            },
            Ct));

        Assert.Equal(0, await Count("drafts"));
    }
}

public sealed class MigratorOnSqliteTests(PostgresCluster postgres) : MigratorTests(StorageProvider.Sqlite, postgres);

public sealed class MigratorOnPostgresTests(PostgresCluster postgres) : MigratorTests(StorageProvider.Postgres, postgres);

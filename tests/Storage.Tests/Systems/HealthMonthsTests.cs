using BenchHub.Storage.Backups;
using BenchHub.Storage.Systems;

namespace BenchHub.Storage.Tests.Systems;

/// <summary>The partitions behind the history of health checks.</summary>
public sealed class HealthMonthsTests(PostgresCluster postgres) : OnDatabase(StorageProvider.Postgres, postgres)
{
    private readonly PostgresCluster _servers = postgres;

    private HealthLog Log => new(Database);

    private static HealthRow Row(DateTimeOffset at) => new("sys", at, true, 1.5, "{}");

    private static Task<IReadOnlyList<string>> Months(Database database) => database.Read(
        scope => scope.List<string>("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'health_checks'::regclass ORDER BY 1"), Ct);

    [Fact]
    public async Task Append_OnBothSidesOfAMonthsEdgeInUtc_StandsInItsMonth()
    {
        // 2026-03-31 20:00 in New York is the first instant of April.
        var april = new DateTimeOffset(2026, 3, 31, 20, 0, 0, TimeSpan.FromHours(-4));
        await using var there = new Database(Options with { ConnectionString = Options.ConnectionString + ";Timezone=America/New_York" }, Time);

        await new HealthLog(there).Append(Row(april), Ct);
        await new HealthLog(there).Append(Row(april.AddMicroseconds(-1)), Ct);

        Assert.Equal(["health_checks_2026_03", "health_checks_2026_04"], await Months(Database));
        Assert.Equal((1, 1), (await Count("health_checks_2026_03"), await Count("health_checks_2026_04")));
    }

    [Fact]
    public async Task Prune_DropsWholeMonthsAndKeepsTheOneItCuts()
    {
        await Log.Append(Row(Now.AddMonths(-2)), Ct);
        await Log.Append(Row(Now.AddMonths(-1)), Ct);
        await Log.Append(Row(Now), Ct);

        Assert.Equal(2, await Log.Prune(Now.AddMinutes(-1), Ct));

        Assert.Equal(["health_checks_2026_03"], await Months(Database));
    }

    [Fact]
    public async Task Prune_WhileSomebodyReadsTheMonth_EmptiesItAndDropsItNextTime()
    {
        await Log.Append(Row(Now.AddMonths(-2)), Ct);
        await Database.Write(
            async reading =>
            {
                await reading.Execute("SELECT count(*) FROM health_checks_2026_01");

                Assert.Equal(1, await Log.Prune(Now, Ct));
                await Log.Append(Row(Now), Ct);
                return 0;
            },
            Ct);
        Assert.Equal(["health_checks_2026_01", "health_checks_2026_03"], await Months(Database));

        Assert.Equal(0, await Log.Prune(Now, Ct));
        Assert.Equal(["health_checks_2026_03"], await Months(Database));
    }

    [Fact]
    public async Task Append_ANewMonthWhileABackupReads_IsNotKeptWaiting()
    {
        await Log.Append(Row(Now), Ct);

        await Database.Read(
            async reading =>
            {
                await reading.Execute(reading.Engine.BeginSnapshot);
                await reading.Execute("SELECT count(*) FROM health_checks");
                using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                await Log.Append(Row(Now.AddMonths(1)), deadline.Token);
                return await reading.Execute("ROLLBACK");
            },
            Ct);

        Assert.Equal(2, await Count("health_checks"));
    }

    [Fact]
    public async Task Migrate_ATableWithRows_KeepsThemByMonth()
    {
        await using var older = new Database(StorageOptions.Parse(await _servers.CreateDatabase()), Time);
        await Migrator.Migrate(older, 8, Ct);
        await older.Execute(
            """
            INSERT INTO health_checks (system_id, checked_at, is_healthy, document)
            SELECT 'sys', TIMESTAMPTZ '2026-01-31 23:59:59Z' + n * INTERVAL '1 second', true, '{"n":1}' FROM generate_series(0, 99) AS n
            """,
            new { },
            Ct);

        await older.Migrate(Ct);

        Assert.Equal(["health_checks_2026_01", "health_checks_2026_02"], await Months(older));
        Assert.Equal(100, (await new HealthLog(older).List("sys", new(1000), Ct)).Items.Count);
    }

    [Fact]
    public async Task Restore_OfABackup_MakesTheMonthsOfItsRows()
    {
        var file = Path.GetTempFileName();
        await Log.Append(Row(Now.AddMonths(-1)), Ct);
        await Log.Append(Row(Now), Ct);
        await new BackupWriter(Database).Save(file, Ct);
        await using var other = new Database(StorageOptions.Parse(await _servers.CreateDatabase()), Time);

        await new BackupReader(other).Restore(file, Ct);

        Assert.Equal(["health_checks_2026_02", "health_checks_2026_03"], await Months(other));
        Assert.Equal((await Log.List("sys", new(), Ct)).Items, (await new HealthLog(other).List("sys", new(), Ct)).Items);
        File.Delete(file);
    }
}

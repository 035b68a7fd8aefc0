using BenchHub.Storage.Schedules;

namespace BenchHub.Storage.Tests.Schedules;

public abstract class ScheduleCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private ScheduleCatalog Schedules => new(Database);

    [Fact]
    public async Task Put_ThenFind_ByIdOrName_AnIdWins()
    {
        var row = new ScheduleRow("sch_1", "야간", "active", """{"cron":"30 2 * * *"}""", Now, Now.AddSeconds(1));
        await Schedules.Put(row, Ct);
        await Schedules.Put(row with { Id = "sch_2", Name = "sch_1" }, Ct);

        Assert.Equal(row, await Schedules.Find("sch_1", Ct));
        Assert.Equal(row, await Schedules.Find("야간", Ct));
        Assert.Null(await Schedules.Find("sch_3", Ct));
    }

    [Fact]
    public async Task Put_ANameThatIsTaken_IsRefused_UntilItsHolderIsGone()
    {
        await Schedules.Put(Row(1, "nightly"), Ct);

        await Assert.ThrowsAsync<NameTakenException>(() => Schedules.Put(Row(2, "nightly"), Ct));
        Assert.Equal((1, 0), (await Schedules.Delete("sch_1", Ct), await Schedules.Delete("sch_1", Ct)));
        await Schedules.Put(Row(2, "nightly"), Ct);
    }

    [Fact]
    public async Task Waiting_AreThoseThatAreNotPaused_OldestFirst()
    {
        await Schedules.Put(Row(2), Ct);
        await Schedules.Put(Row(1), Ct);
        await Schedules.Put(Row(3, status: "paused"), Ct);

        Assert.Equal(["sch_1", "sch_2"], await Schedules.Waiting(Ct));
    }

    [Fact]
    public async Task List_IsPaged_NewestFirst()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await Schedules.Put(Row(number), Ct);
        }

        var first = await Schedules.List(new(Limit: 3), Ct);
        var rest = await Schedules.List(new(Limit: 3, Cursor: first.NextCursor), Ct);

        Assert.Equal(["sch_5", "sch_4", "sch_3", "sch_2", "sch_1"], first.Items.Concat(rest.Items).Select(static row => row.Id));
        Assert.Null(rest.NextCursor);
    }

    private static ScheduleRow Row(int number, string? name = null, string status = "active") =>
        new($"sch_{number}", name ?? $"name {number}", status, "{}", Now.AddMinutes(number), Now.AddMinutes(number));
}

public sealed class ScheduleCatalogOnSqliteTests(PostgresCluster postgres) : ScheduleCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class ScheduleCatalogOnPostgresTests(PostgresCluster postgres) : ScheduleCatalogTests(StorageProvider.Postgres, postgres);

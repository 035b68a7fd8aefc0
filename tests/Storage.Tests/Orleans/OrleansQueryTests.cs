namespace BenchHub.Storage.Tests.Orleans;

public abstract class OrleansQueryTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private static readonly Grain Key = new(N1: 5, Extension: "job_1");

    [Fact]
    public async Task Statements_AreAllThatPersistenceAndRemindersLookUp() => Assert.Superset(
        new HashSet<string>
        {
            "ReadFromStorageKey", "WriteToStorageKey", "ClearStorageKey", "DeleteStorageKey", "UpsertReminderRowKey", "ReadReminderRowKey",
            "ReadReminderRowsKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "DeleteReminderRowKey", "DeleteReminderRowsKey",
        },
        (await OrleansProvider.Create(Options)).Keys.ToHashSet());

    [Fact]
    public async Task Write_FirstThenWithItsVersion_CountsUpAndReadsBack()
    {
        var grains = await OrleansProvider.Create(Options);
        Assert.Null(await grains.Read(Key));

        Assert.Equal(1, await grains.Write(Key, null, [1]));
        Assert.Equal(2, await grains.Write(Key, 1, [2, 2]));

        var read = await grains.Read(Key);
        Assert.Equal([2, 2], read!.Value.Payload!);
        Assert.Equal(2, read.Value.Version);
    }

    [Fact]
    public async Task Write_FirstWhenARowStandsOrStaleOrWithoutRow_IsAConflictAndChangesNothing()
    {
        var grains = await OrleansProvider.Create(Options);
        await grains.Write(Key, null, [1]);
        await grains.Write(Key, 1, [2]);

        Assert.Null(await grains.Write(Key, null, [9]));
        Assert.Null(await grains.Write(Key, 1, [9]));
        Assert.Null(await grains.Write(Key, 3, [9]));
        Assert.Null(await grains.Write(Key with { Type = "other" }, 1, [9]));

        Assert.Equal([2], (await grains.Read(Key))!.Value.Payload!);
    }

    [Fact]
    public async Task Write_SameVersionByTenAtOnce_OneWins()
    {
        var grains = await OrleansProvider.Create(Options);

        var first = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => grains.Write(Key, null, [(byte)i]))));
        var second = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => grains.Write(Key, 1, [(byte)i]))));

        Assert.Equal(1, Assert.Single(first, version => version is not null));
        Assert.Equal(2, Assert.Single(second, version => version is not null));
    }

    [Fact]
    public async Task Keys_ThatDifferInOnePart_AreDifferentRows()
    {
        var grains = await OrleansProvider.Create(Options);
        Grain[] keys =
        [
            Key, Key with { Extension = null }, Key with { Extension = "job_2" }, Key with { N0 = long.MinValue }, Key with { N1 = -6 },
            Key with { Type = "task" }, Key with { Service = "other" },
        ];
        for (var i = 0; i < keys.Length; i++)
        {
            Assert.Equal(1, await grains.Write(keys[i], null, [(byte)i]));
        }

        for (var i = 0; i < keys.Length; i++)
        {
            Assert.Equal([(byte)i], (await grains.Read(keys[i]))!.Value.Payload!);
        }
    }

    [Fact]
    public async Task Clear_KeepsTheRowWithoutStateAndItsVersionGoesOn()
    {
        var grains = await OrleansProvider.Create(Options);
        await grains.Write(Key, null, [1]);

        Assert.Null(await grains.Clear(Key, 9));
        Assert.Equal(2, await grains.Clear(Key, 1));

        Assert.Equal((null, 2), await grains.Read(Key));
        Assert.Null(await grains.Write(Key, null, [9]));
        Assert.Equal(3, await grains.Write(Key, 2, [3]));
    }

    [Fact]
    public async Task Delete_RemovesTheRowSoThatAFirstWriteSucceeds()
    {
        var grains = await OrleansProvider.Create(Options);
        await grains.Write(Key, null, [1]);

        Assert.Null(await grains.Clear(Key, 9, "DeleteStorageKey"));
        Assert.Equal(2, await grains.Clear(Key, 1, "DeleteStorageKey"));

        Assert.Null(await grains.Read(Key));
        Assert.Equal(1, await grains.Write(Key, null, [1]));
    }

    [Fact]
    public async Task Upsert_Reminder_CountsItsVersionAndReadsBack()
    {
        var reminders = await OrleansProvider.Create(Options);
        var start = new DateTime(2026, 3, 1, 12, 0, 0, 123, DateTimeKind.Utc);
        await reminders.Upsert("job/1", "wake", start, TimeSpan.FromMinutes(1), 5);
        var second = await reminders.Upsert("job/1", "wake", start.AddHours(1), TimeSpan.FromDays(30), 5);
        await reminders.Upsert("job/1", "other", start, TimeSpan.FromMinutes(1), 5);

        Assert.Equal(new Reminder("job/1", "wake", start.AddHours(1), 2_592_000_000, second), Assert.Single(await reminders.Reminders("job/1", "wake")));
        Assert.Equal(["other", "wake"], (await reminders.Reminders("job/1")).Select(r => r.Name).Order());
        Assert.Empty(await reminders.Reminders("job/1", "unknown"));
        Assert.Equal(1, second);
    }

    [Fact]
    public async Task Delete_Reminder_OnlyWithItsVersion()
    {
        var reminders = await OrleansProvider.Create(Options);
        var version = await reminders.Upsert("job/1", "wake", Now.UtcDateTime, TimeSpan.FromMinutes(1), 5);

        Assert.False(await reminders.Delete("job/1", "wake", version + 1));
        Assert.True(await reminders.Delete("job/1", "wake", version));
        Assert.False(await reminders.Delete("job/1", "wake", version));

        await reminders.Upsert("job/1", "wake", Now.UtcDateTime, TimeSpan.FromMinutes(1), 5);
        await reminders.DeleteAll();
        Assert.Empty(await reminders.Reminders("job/1"));
    }

    [Theory]
    [InlineData(-10, 10, "0 10")] // begin is outside, end inside
    [InlineData(10, -10, "-2147483648 -10 2147483647")] // the range that wraps
    [InlineData(0, 0, "-2147483648 -10 0 10 2147483647")] // the whole ring
    public async Task Range_OfReminders_IsBeginExclusiveEndInclusiveAndWraps(int begin, int end, string expected)
    {
        var reminders = await OrleansProvider.Create(Options);
        foreach (var hash in new[] { int.MinValue, -10, 0, 10, int.MaxValue })
        {
            await reminders.Upsert($"{hash}", "wake", Now.UtcDateTime, TimeSpan.FromMinutes(1), hash);
        }

        Assert.Equal(expected, string.Join(' ', (await reminders.Reminders(begin, end)).Select(r => int.Parse(r.Grain)).Order()));
    }
}

public sealed class OrleansQueryOnSqliteTests(PostgresCluster postgres) : OrleansQueryTests(StorageProvider.Sqlite, postgres);

public sealed class OrleansQueryOnPostgresTests(PostgresCluster postgres) : OrleansQueryTests(StorageProvider.Postgres, postgres);

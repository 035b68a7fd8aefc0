using BenchHub.Storage.Systems;

namespace BenchHub.Storage.Tests.Systems;

public abstract class HealthLogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private HealthLog Log => new(Database);

    private static HealthRow Row(int second, double? milliseconds = 1.5) => new("sys", Now.AddSeconds(second), second % 2 == 0, milliseconds, "{\"n\":1}");

    [Fact]
    public async Task Append_SameInstantTwice_IsKeptOnceAsFirstGiven()
    {
        await Log.Append(Row(0), Ct);
        await Log.Append(Row(0, milliseconds: 9), Ct);

        Assert.Equal(Row(0), Assert.Single((await Log.List("sys", new(), Ct)).Items));
    }

    [Fact]
    public async Task Append_WithoutOrWithUndefinedTime_HasNone()
    {
        await Log.Append(Row(0, null), Ct);
        await Log.Append(Row(1, double.NaN), Ct);

        Assert.Equal([null, null], (await Log.List("sys", new(), Ct)).Items.Select(row => row.ResponseMilliseconds));
    }

    [Fact]
    public async Task List_ByPages_IsNewestFirstAndOfThatSystem()
    {
        await Log.Append(Row(0) with { SystemId = "other" }, Ct);
        for (var i = 0; i < 5; i++)
        {
            await Log.Append(Row(i), Ct);
        }

        var first = await Log.List("sys", new(3), Ct);
        var second = await Log.List("sys", new(3, first.NextCursor), Ct);

        Assert.Equal([Row(4), Row(3), Row(2), Row(1), Row(0)], [.. first.Items, .. second.Items]);
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task Prune_RemovesWhatIsOlderAndNoMore()
    {
        for (var i = 0; i < 3; i++)
        {
            await Log.Append(Row(i), Ct);
        }

        Assert.Equal(1, await Log.Prune(Now.AddSeconds(1), Ct));
        Assert.Equal(2, await Count("health_checks"));
    }
}

public sealed class HealthLogOnSqliteTests(PostgresCluster postgres) : HealthLogTests(StorageProvider.Sqlite, postgres);

public sealed class HealthLogOnPostgresTests(PostgresCluster postgres) : HealthLogTests(StorageProvider.Postgres, postgres);

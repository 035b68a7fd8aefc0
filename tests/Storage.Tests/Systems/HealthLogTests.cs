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

    [Fact]
    public async Task List_OverTheEdgesOfMonths_IsNewestFirstPageByPage()
    {
        // Both sides of three edges in UTC, one of them a year's, told in the time of Seoul and of New York.
        DateTimeOffset[] edges =
        [
            new(2026, 1, 1, 9, 0, 0, TimeSpan.FromHours(9)),
            new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
            new(2026, 3, 31, 20, 0, 0, TimeSpan.FromHours(-4)),
        ];
        var rows = edges.SelectMany(edge => new[] { Row(0) with { CheckedAt = edge.AddMicroseconds(-1).ToUniversalTime() }, Row(0) with { CheckedAt = edge.ToUniversalTime() } }).ToList();
        foreach (var row in rows.Index().OrderBy(row => row.Index * 5 % 6))
        {
            await Log.Append(row.Item, Ct);
        }

        var seen = new List<HealthRow>();
        for (string? cursor = null; seen.Count == 0 || cursor is not null;)
        {
            var page = await Log.List("sys", new(2, cursor), Ct);
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        Assert.Equal(Enumerable.Reverse(rows), seen);
    }

    [Fact]
    public async Task Append_FirstRowsOfSixMonthsByEightConnectionsAtOnce_KeepsEach()
    {
        var logs = Enumerable.Range(0, 8).Select(_ => new HealthLog(Open())).ToList();

        await Task.WhenAll(
            from month in Enumerable.Range(0, 6)
            from writer in Enumerable.Range(0, 8)
            select Task.Run(() => logs[writer].Append(Row(writer) with { CheckedAt = Now.AddMonths(month).AddSeconds(writer) }, Ct)));

        Assert.Equal(48, await Count("health_checks"));
    }

    [Fact]
    public async Task Prune_OverSeveralMonths_RemovesWhatIsOlderAndAnOldRowMayComeAgain()
    {
        for (var month = 0; month < 5; month++)
        {
            await Log.Append(Row(0) with { CheckedAt = Now.AddMonths(-month) }, Ct);
            await Log.Append(Row(0) with { CheckedAt = Now.AddMonths(-month).AddDays(1) }, Ct);
        }

        // Now is 2026-03-01 12:00. Before 2026-01-02: both of November and December, the first of January.
        Assert.Equal(5, await Log.Prune(new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), Ct));
        Assert.Equal(5, (await Log.List("sys", new(), Ct)).Items.Count);

        await Log.Append(Row(0) with { CheckedAt = Now.AddMonths(-4) }, Ct);
        Assert.Equal(6, await Count("health_checks"));
    }
}

public sealed class HealthLogOnSqliteTests(PostgresCluster postgres) : HealthLogTests(StorageProvider.Sqlite, postgres);

public sealed class HealthLogOnPostgresTests(PostgresCluster postgres) : HealthLogTests(StorageProvider.Postgres, postgres);

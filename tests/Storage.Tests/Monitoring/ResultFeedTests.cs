using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Monitoring;

public abstract class ResultFeedTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private ResultFeed Feed => new(Database);

    [Fact]
    public async Task After_ResultsThatCommitOutOfOrder_NeverPutsOneBehindTheWatermark()
    {
        await Evaluated.Store(Database, Sample.Result("r5", minute: 5), Ct);
        var first = await Feed.After(0, [], [], cancellation: Ct);

        // It finished earlier than what was read already, and its commit came later.
        await Evaluated.Store(Database, Sample.Result("r1", minute: 1), Ct);
        await Evaluated.Store(Database, Sample.Result("r0", minute: 0), Ct);
        var second = await Feed.After(first.UpTo, [], [], cancellation: Ct);

        Assert.Equal(["r5"], first.Items.Select(static result => result.Id));
        Assert.Equal([("r0", 2), ("r1", 3)], second.Items.Select(static result => (result.Id, result.Position)));
        Assert.Equal((1, 3), (first.UpTo, second.UpTo));
        Assert.Empty((await Feed.After(second.UpTo, [], [], cancellation: Ct)).Items);
    }

    [Fact]
    public async Task After_ManyWritersAndReaders_EveryReaderSeesEveryResultOnceInTheSameOrder()
    {
        const int results = 60;
        using var written = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Follow(Open(), written.Token))).ToList();
        var writers = Open();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                for (var i = writer; i < results; i += 4)
                {
                    await Evaluated.Store(writers, Sample.Result($"r{i:00}", minute: results - i), Ct);
                }
            },
            Ct)));
        await written.CancelAsync();

        var orders = await Task.WhenAll(readers);

        Assert.All(orders, order => Assert.Equal(results, order.Distinct().Count()));
        Assert.All(orders, order => Assert.Equal(orders[0], order));
    }

    private static async Task<List<string>> Follow(Database database, CancellationToken written)
    {
        var (feed, seen, at) = (new ResultFeed(database), new List<string>(), 0L);
        while (true)
        {
            var isLast = written.IsCancellationRequested;
            var read = await feed.After(at, [], [], most: 7, Ct);
            seen.AddRange(read.Items.Select(static result => result.Id));
            if (isLast && read.UpTo == at)
            {
                return seen;
            }

            at = read.UpTo;
        }
    }

    [Fact]
    public async Task After_OfSomeSystemsAndDatasets_PassesTheOthersBy()
    {
        await Evaluated.Store(Database, Sample.Result("a", "sys_a"), Ct);
        await Evaluated.Store(Database, Sample.Result("b", "sys_b"), Ct);
        await Evaluated.Store(Database, Sample.Result("c", "sys_c"), Ct);

        var read = await Feed.After(0, ["sys_a", "sys_c"], ["ds"], cancellation: Ct);

        Assert.Equal(["a", "c"], read.Items.Select(static result => result.Id));
        Assert.Equal(3, read.UpTo);
        Assert.Equal((0, 3), ((await Feed.After(0, [], ["other"], cancellation: Ct)).Items.Count, (await Feed.After(0, [], ["other"], cancellation: Ct)).UpTo));
        Assert.Equal((2, 3), (await Limited(0), await Limited(2)));

        async Task<long> Limited(long after) => (await Feed.After(after, [], [], most: 2, Ct)).UpTo;
    }

    [Fact]
    public async Task Before_IsTheLastOneWithTheMetricOnTheSameItems()
    {
        await Evaluated.Store(Database, Sample.Result("old"), Ct, Sample.Column("map"));
        await Evaluated.Store(Database, Sample.Result("last", minute: 1), Ct, Sample.Column("map"));
        await Evaluated.Store(Database, Sample.Result("other-items", minute: 2) with { ContentHash = "sha256:1" }, Ct, Sample.Column("map"));
        await Evaluated.Store(Database, Sample.Result("other-metric", minute: 3), Ct, Sample.Column("mrr"));
        await Evaluated.Store(Database, Sample.Result("now", minute: 4), Ct, Sample.Column("map"));
        var now = (await Feed.Newest("sys_0", "ds", 1, Ct)).Items.Single();

        Assert.Equal(("now", "last"), (now.Id, (await Feed.Before(now, "sys_0", "map", Ct))!.Id));
        Assert.Null(await Feed.Before(now, "sys_1", "map", Ct));
        Assert.Equal(4, (await Feed.Counts("sys_0", "ds", now.Position, Ct))["map"]);
        Assert.Equal(2, (await Feed.Counts("sys_0", "ds", 2, Ct))["map"]);
    }
}

public sealed class ResultFeedOnSqliteTests(PostgresCluster postgres) : ResultFeedTests(StorageProvider.Sqlite, postgres);

public sealed class ResultFeedOnPostgresTests(PostgresCluster postgres) : ResultFeedTests(StorageProvider.Postgres, postgres);

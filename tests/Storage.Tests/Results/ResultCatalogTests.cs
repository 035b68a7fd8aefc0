using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Results;

public abstract class ResultCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private ResultCatalog Catalog => new(Database);

    private async Task Store(ResultRow result, params ScoreColumn[] columns)
    {
        var ledger = new TaskLedger(Database);
        await new JobCatalog(Database).Create(Sample.Job("j" + result.Id), [Sample.Task(job: "j" + result.Id) with { ResultId = result.Id }], Ct);
        Assert.True(await ledger.Complete("j" + result.Id, 0, (await ledger.Begin("j" + result.Id, 0, Now, Ct))!.Value, result, columns, Now, Ct));
    }

    [Fact]
    public async Task Metrics_OfSomeResults_ComeByResultInTheOrderStored_UndefinedAsNull()
    {
        await Store(Sample.Result("r2"), Sample.Column("recall@5"), Sample.Column("map", double.NaN));
        await Store(Sample.Result("r1"), Sample.Column("ndcg@10", null));

        var metrics = await Catalog.Metrics(["r1", "r2", "unknown"], Ct);

        Assert.Equal(
            [
                new MetricRow("r1", "ndcg@10", null, 0.25, 0.75, 1000, 2, 1, "ndcg@10|v10"),
                new MetricRow("r2", "recall@5", 0.5, 0.25, 0.75, 1000, 2, 1, "recall@5|v10"),
                new MetricRow("r2", "map", null, 0.25, 0.75, 1000, 2, 1, "map|v10"),
            ],
            metrics);
        Assert.Empty(await Catalog.Metrics([], Ct));
    }

    [Fact]
    public async Task Scores_ComeBackToTheLastBit()
    {
        double[] scores = [0.1, -0.0, double.NaN, BitConverter.Int64BitsToDouble(0x7ff8_0000_0000_0123), double.Epsilon, .. Enumerable.Range(0, 50_000).Select(i => i / 3.0)];
        await Store(Sample.Result("r"), Sample.Column("map", 0.5, scores), Sample.Column("none", 0.5));

        var read = await Catalog.Scores("r", "map", Ct);

        Assert.Equal(scores.Select(BitConverter.DoubleToInt64Bits), read!.Select(BitConverter.DoubleToInt64Bits));
        Assert.Empty((await Catalog.Scores("r", "none", Ct))!);
        Assert.Null(await Catalog.Scores("r", "ndcg@10", Ct));
        Assert.Null(await Catalog.Scores("unknown", "map", Ct));
    }

    [Fact]
    public async Task List_FiltersAndPages_LastFinishedFirst()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store(Sample.Result($"r{i}", $"sys_{i % 2}", minute: i / 2));
        }

        var first = await Catalog.List(new(SystemId: "sys_0"), new(2), Ct);
        var second = await Catalog.List(new(SystemId: "sys_0"), new(2, first.NextCursor), Ct);

        Assert.Equal(["r4", "r2", "r0"], first.Items.Concat(second.Items).Select(r => r.Id));
        Assert.Equal(5, (await Catalog.List(new(DatasetId: "ds", JobId: "job"), new(), Ct)).Items.Count);
        Assert.Empty((await Catalog.List(new(DatasetId: "other"), new(), Ct)).Items);
    }

    [Fact]
    public async Task Latest_IsTheLastFinishedOfEachSystemOnThatVersion()
    {
        await Store(Sample.Result("old", "a", minute: 1), Sample.Column("map"));
        await Store(Sample.Result("new", "a", minute: 2), Sample.Column("ndcg@10"));
        await Store(Sample.Result("other", "b", minute: 0), Sample.Column("map"));
        await Store(Sample.Result("next", "a", minute: 9, version: 2), Sample.Column("map"));

        Assert.Equal("new,other", await Ids(1, null, null));
        Assert.Equal("old,other", await Ids(1, null, "map"));
        Assert.Equal("new", await Ids(1, ["a"], null));
        Assert.Equal("", await Ids(1, [], null));
        Assert.Equal("next", await Ids(2, null, null));
        Assert.Equal("", await Ids(3, null, "map"));

        async Task<string> Ids(int version, IReadOnlyList<string>? systems, string? metric) =>
            string.Join(',', (await Catalog.Latest("ds", version, systems, metric, Ct)).Select(r => r.Id));
    }

    [Fact]
    public async Task Quarantine_LetsAnEarlierResultStand_UntilItIsLifted()
    {
        await Store(Sample.Result("old", "a", minute: 1), Sample.Column("map"));
        await Store(Sample.Result("new", "a", minute: 2), Sample.Column("map"));

        Assert.True(await Catalog.Quarantine("new", "The corpus was cut.", "kim", Now, Ct));
        Assert.True(await Catalog.Quarantine("new", "Another word.", null, Now.AddDays(1), Ct));
        Assert.Equal("old", Assert.Single(await Catalog.Latest("ds", 1, cancellation: Ct)).Id);

        var found = (await Catalog.Find("new", Ct))!;
        Assert.Equal(("The corpus was cut.", "kim", Now), (found.QuarantineReason, found.QuarantinedBy, found.QuarantinedAt));

        Assert.True(await Catalog.Release("new", Ct));
        Assert.Equal("new", Assert.Single(await Catalog.Latest("ds", 1, cancellation: Ct)).Id);
        Assert.Equal(Sample.Result("new", "a", minute: 2), await Catalog.Find("new", Ct));
        Assert.False(await Catalog.Quarantine("unknown", "why", null, Now, Ct));
        Assert.False(await Catalog.Release("unknown", Ct));
    }

    [Fact]
    public async Task Standings_AreTheLatestOnTheLatestVersionOfEachDatasetThatIsThere()
    {
        var datasets = new DatasetCatalog(Database);
        await datasets.Put(new("ds", "cranfield", "active", 2, 1000, "{}", Now, Now), Ct);
        await datasets.Put(new("gone", "old", "retired", 2, 1000, "{}", Now, Now), Ct);
        await Store(Sample.Result("first", "a", minute: 1, version: 2), Sample.Column("map", 0.25));
        await Store(Sample.Result("second", "a", minute: 2, version: 2), Sample.Column("map", 0.5));
        await Store(Sample.Result("third", "a", minute: 3, version: 2), Sample.Column("mrr", 0.75));
        await Store(Sample.Result("before", "a", minute: 4, version: 1), Sample.Column("map", 1));
        await Store(Sample.Result("undefined", "b", minute: 1, version: 2), Sample.Column("map", null));
        await Store(Sample.Result("deleted", "b", minute: 1, version: 2) with { DatasetId = "gone" }, Sample.Column("map", 1));

        Assert.Equal([("second", "a", "cranfield", 0.5), ("undefined", "b", "cranfield", null)], (await Catalog.Standings("map", cancellation: Ct)).Select(Short));
        Assert.Equal("third", Assert.Single(await Catalog.Standings("mrr", ["ds"], Ct)).ResultId);
        Assert.Empty(await Catalog.Standings("map", ["gone", "other"], Ct));

        await Catalog.Quarantine("second", "why", null, Now, Ct);
        Assert.Equal("first", (await Catalog.Standings("map", ["ds"], Ct))[0].ResultId);

        static (string, string, string, double?) Short(Standing standing) => (standing.ResultId, standing.SystemId, standing.DatasetName, standing.Value);
    }
}

public sealed class ResultCatalogOnSqliteTests(PostgresCluster postgres) : ResultCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class ResultCatalogOnPostgresTests(PostgresCluster postgres) : ResultCatalogTests(StorageProvider.Postgres, postgres);

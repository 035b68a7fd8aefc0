using BenchHub.Storage.Comparisons;
using BenchHub.Storage.Costs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using BenchHub.Storage.Schedules;
using BenchHub.Storage.Systems;
using BenchHub.Storage.Templates;
using BenchHub.Storage.Tests.Jobs;
using BenchHub.Storage.Tests.Monitoring;

namespace BenchHub.Storage.Tests.Plans;

/// <summary>What lists, pages or looks up goes by an index, as the database itself says of the statements that really run.</summary>
public abstract class PlanTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private static readonly PageRequest Page = new();

    private async Task AssertNoScan(Func<Database, Task> use, int atLeast)
    {
        await FilledTables.Fill(Database, Ct);
        var found = new ScansFound();
        Database.Watch = found.Explain;

        await use(Database);

        Database.Watch = null;
        Assert.True(found.Scans.Count == 0, string.Join('\n', found.Scans.Distinct()));
        Assert.InRange(found.Explained.Count, atLeast, int.MaxValue);
    }

    private static async Task Pages<T>(Func<PageRequest, Task<Page<T>>> list)
    {
        var first = await list(Page);
        if (first.NextCursor is { } cursor)
        {
            await list(Page with { Cursor = cursor });
        }
    }

    [Fact]
    public Task Systems() => AssertNoScan(
        async database =>
        {
            var catalog = new SystemCatalog(database);
            await Pages(page => catalog.List(new(), page, Ct));
            await Pages(page => catalog.List(new(IncludeRetired: true), page, Ct));
            await Pages(page => catalog.List(new(Search: "name4", Tag: "neural", Kind: "kind1"), page, Ct));
            await catalog.Find("systems7", Ct);
            await catalog.Find("name7", Ct);
            await catalog.Claim("fresh", "id", Now, Ct);
            await catalog.Release("id", Ct);
            await catalog.Put(new("systems1", "name1", "rag", "active", null, [], "{}", Now, Now), Ct);
        },
        atLeast: 12);

    [Fact]
    public async Task Search_OfFewSystems_GoesByItsIndex()
    {
        await FilledTables.Fill(Database, Ct);
        var found = new ScansFound();
        Database.Watch = found.Explain;

        Assert.Equal("systems4321", Assert.Single((await new SystemCatalog(Database).List(new(Search: FilledTables.Search(4321).ToUpperInvariant()), Page, Ct)).Items).Id);

        Database.Watch = null;
        Assert.Contains(Database.Options.Provider is StorageProvider.Sqlite ? "USING INDEX systems_newest" : "systems_search", string.Join('\n', found.Told));
    }

    [Fact]
    public Task Monitoring() => AssertNoScan(
        async database =>
        {
            await database.Execute("INSERT INTO result_feed (id, last) VALUES (1, @Rows)", new { FilledTables.Rows }, Ct);
            var feed = new ResultFeed(database);
            await feed.After(FilledTables.Rows - 10, [], [], cancellation: Ct);
            await feed.After(FilledTables.Rows - 10, ["systems7"], ["datasets7"], cancellation: Ct);
            var newest = await feed.Newest("systems7", "datasets7", 50, Ct);
            await feed.Before(newest.Items[0], "systems7", "metric7", Ct);
            await feed.Counts("systems7", "datasets7", FilledTables.Rows, Ct);
            var log = new AlertLog(database);
            await Pages(page => log.List(new(), page, Ct));
            await Pages(page => log.List(new(State: "firing"), page, Ct));
            await log.Open("rule1", Ct);
            await log.Firing(Ct);
            await log.CloseOrphans("rule1", Now, Ct);
            await new AlertRules(database).Put(Evaluated.Rule("rule1"), isOther: true, Ct);
            await log.Commit("rule1", 0, 1, [new AlertChange.Raise(Evaluated.Alert("fresh", "fresh")), new AlertChange.Resolve("alr1", Now)], null, Now, Ct);
            var outbox = new DeliveryOutbox(database);
            await outbox.Pending("chn0", 100, Ct);
            await outbox.Of(["alr1", "alr2"], Ct);
            await outbox.Waiting(Ct);
            var notifications = new Notifications(database);
            await Pages(page => notifications.List(unreadOnly: false, page, Ct));
            await notifications.MarkRead(["res1"], Ct);
            await notifications.Prune(Now.AddDays(-3), Ct);
            await log.Prune(Now.AddDays(-3), Ct);
        },
        atLeast: 23);

    [Fact]
    public Task HealthChecks() => AssertNoScan(
        async database =>
        {
            var log = new HealthLog(database);
            await log.Append(new("systems1", Now, true, 1, "{}"), Ct);
            await Pages(page => log.List("systems1", page with { Limit = 3 }, Ct));
            await log.Prune(Now.AddDays(3), Ct);
        },
        atLeast: 4);

    [Fact]
    public Task Datasets() => AssertNoScan(
        async database =>
        {
            var catalog = new DatasetCatalog(database);
            await Pages(page => catalog.List(null, includeRetired: false, page, Ct));
            await Pages(page => catalog.List("name4", includeRetired: true, page, Ct));
            await catalog.Find("name7", Ct);
            await catalog.Claim("fresh", "id", Now, Ct);
            await catalog.Release("id", Ct);
            var contents = new DatasetContents(database);
            await contents.Find("hash7", Ct);
            await contents.ReadItems("hash7", 3, cancellation: Ct).CountAsync(Ct);
            await contents.Delete("hash3999", Ct);
            await new RecordedRuns(database).Read("systems7", ["a", "b"], Ct);
            await new RecordedOutputs(database).Read("systems7", ["a", "b"], Ct);
            await new RecordedRuns(database).Delete("systems7", Ct);
        },
        atLeast: 15);

    [Fact]
    public Task JobsAndTasks() => AssertNoScan(
        async database =>
        {
            var catalog = new JobCatalog(database);
            await Pages(page => catalog.List(null, page, Ct));
            await Pages(page => catalog.List("running", page with { Limit = 10 }, Ct));
            await catalog.Unfinished(Ct);
            await catalog.Running(["datasets7"], Ct);
            await catalog.CountQueued(Ct);
            await catalog.Find("job7", Ct);
            await catalog.Tasks("job7", Ct);
            await catalog.Tasks("job7", "datasets7", 1, Ct);
            await catalog.FindTask("job7", 0, Ct);
            await catalog.SpentByJob("job7", Ct);
            await catalog.SpentBySystem("systems7", Ct);
            var ledger = new TaskLedger(database);
            var epoch = (await ledger.Begin("job7", 0, Now, Ct))!.Value;
            await ledger.Append("job7", 0, epoch, "res7", 900, Sample.Outcomes(0, 3), [new("paid", new("42"), Now)], Ct);
            await ledger.Settle("job7", 0, epoch, Ct);
            await ledger.Sealed("res7", 10, Ct);
            await ledger.Move("job7", 0, epoch, "failed", null, null, Ct);
            await ledger.ReopenFailed("job7", Ct);
            await catalog.Delete("job8", Ct);
        },
        atLeast: 25);

    [Fact]
    public Task Results() => AssertNoScan(
        async database =>
        {
            var catalog = new ResultCatalog(database);
            await catalog.Find("res7", Ct);
            await Pages(page => catalog.List(new(), page, Ct));
            await Pages(page => catalog.List(new(SystemId: "systems7"), page with { Limit = 3 }, Ct));
            await Pages(page => catalog.List(new(DatasetId: "datasets7"), page, Ct));
            await Pages(page => catalog.List(new(JobId: "job7"), page with { Limit = 3 }, Ct));
            await Pages(page => catalog.List(new("systems7", "datasets7", "job7"), page with { Limit = 3 }, Ct));
            await catalog.Metrics(["res7", "res8"], Ct);
            await catalog.Scores("res7", "none", Ct);
            await catalog.Scores(["res7", "res8"], "none", Ct);
            await catalog.Latest("datasets7", 1, cancellation: Ct);
            await catalog.Latest("datasets7", 1, ["systems7", "systems8"], "metric7", Ct);
            await catalog.Standings("metric7", ["datasets7", "datasets8"], Ct);
            await catalog.Quarantine("res7", "why", "who", Now, Ct);
            await catalog.Release("res7", Ct);
            var items = new ResultItems(database);
            await Assert.ThrowsAnyAsync<Exception>(async () => await items.Read("res7", 3, 10, Ct).CountAsync(Ct));
            await Assert.ThrowsAnyAsync<Exception>(async () => await items.ReadSealed("res7", 3, 10, Ct));
            await items.Pick("res7", [3, 10], static item => item, Ct);
            await items.Failed("res7", Ct);
        },
        atLeast: 23);

    [Fact]
    public Task Comparisons() => AssertNoScan(
        async database =>
        {
            var catalog = new ComparisonCatalog(database);
            await Pages(page => catalog.List(page, Ct));
            await catalog.Find("cmp7", Ct);
            await catalog.Document("cmp7", Ct);
            await catalog.Delete("cmp8", Ct);
        },
        atLeast: 4);

    [Fact]
    public Task SchedulesAndTemplates() => AssertNoScan(
        async database =>
        {
            var schedules = new ScheduleCatalog(database);
            await Pages(page => schedules.List(page, Ct));
            await schedules.Find("schedules7", Ct);
            await schedules.Find("name7", Ct);
            await schedules.Waiting(Ct);
            await schedules.Put(new("schedules7", "name7", "active", "{}", Now, Now), Ct);
            await schedules.Delete("schedules7", Ct);
            var templates = new TemplateCatalog(database);
            await Pages(page => templates.List(page, Ct));
            await templates.Find("name7", Ct);
            await templates.Put(new("templates7", "name7", "", "{}", Now, Now), Ct);
            await templates.Delete("templates7", Ct);
        },
        atLeast: 10);

    [Fact]
    public Task AnswersAndCosts() => AssertNoScan(
        async database =>
        {
            await new ResponseCache(database).Find(["key1", "none"], Now.AddDays(9), Ct);
            await new ResponseCache(database).Sweep(Now.AddSeconds(20), Ct);
            await new PriceCatalog(database).Find("model7", Now.AddDays(30), Ct);
            await new PriceCatalog(database).Delete("model7", Now, Ct);
            foreach (var group in Enum.GetValues<CostGroup>())
            {
                await new CostCatalog(database).By(group, new(2026, 4, 1), new(2026, 4, 3), Ct);
            }
        },
        atLeast: 8);
}

public sealed class PlanOnSqliteTests(PostgresCluster postgres) : PlanTests(StorageProvider.Sqlite, postgres);

public sealed class PlanOnPostgresTests(PostgresCluster postgres) : PlanTests(StorageProvider.Postgres, postgres);

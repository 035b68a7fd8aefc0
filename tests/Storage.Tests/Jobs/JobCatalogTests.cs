using System.Data.Common;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Storage.Tests.Jobs;

public abstract class JobCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private JobCatalog Catalog => new(Database);

    [Fact]
    public async Task Create_Twice_KeepsTheFirstWithItsTasksInOrder()
    {
        await Catalog.Create(Sample.Job(), [Sample.Task(1), Sample.Task(0)], Ct);
        await Catalog.Create(Sample.Job() with { Name = "other" }, [Sample.Task(2)], Ct);

        Assert.Equal(Sample.Job(), await Catalog.Find("job", Ct));
        Assert.Equal([Sample.Task(0), Sample.Task(1)], await Catalog.Tasks("job", Ct));
        Assert.Null(await Catalog.Find("other", Ct));
        Assert.Empty(await Catalog.Tasks("other", Ct));
    }

    [Fact]
    public async Task Create_ATaskThatCannotBe_LeavesNoJob()
    {
        await Assert.ThrowsAnyAsync<DbException>(() => Catalog.Create(Sample.Job(), [Sample.Task(0), Sample.Task(0)], Ct));

        Assert.Null(await Catalog.Find("job", Ct));
        Assert.Equal(0, await Count("tasks"));
    }

    [Fact]
    public async Task Put_WritesTheRowAndLeavesTheTasks()
    {
        await Catalog.Create(Sample.Job(), [Sample.Task()], Ct);
        var failed = Sample.Job(status: "failed") with { Error = "The dataset is gone.", StartedAt = Now.AddSeconds(1), FinishedAt = Now.AddSeconds(2) };
        await Catalog.Put(failed, Ct);
        await Catalog.Put(failed, Ct);

        Assert.Equal(failed, await Catalog.Find("job", Ct));
        Assert.Single(await Catalog.Tasks("job", Ct));
    }

    [Fact]
    public async Task ListAndUnfinished_ByStatus()
    {
        foreach (var (status, minute) in new[] { ("running", 2), ("pending", 1), ("paused", 3), ("completed", 4), ("failed", 5), ("cancelled", 6) })
        {
            await Catalog.Put(Sample.Job(status, status, minute), Ct);
        }

        Assert.Equal(["pending", "running"], await Catalog.Unfinished(Ct));
        Assert.Equal(["cancelled", "failed", "completed"], (await Catalog.List(null, new(3), Ct)).Items.Select(job => job.Id));
        Assert.Equal(["paused"], (await Catalog.List("paused", new(), Ct)).Items.Select(job => job.Id));
    }

    [Fact]
    public async Task Running_IsWhatIsAskedJustNow()
    {
        var ledger = new TaskLedger(Database);
        await Catalog.Create(Sample.Job("going", "running"), [Sample.Task(0, "going"), Sample.Task(1, "going") with { DatasetId = "other" }, Sample.Task(2, "going")], Ct);
        await Catalog.Create(Sample.Job("held", "paused"), [Sample.Task(0, "held")], Ct);
        await ledger.Begin("going", 0, Now, Ct);
        await ledger.Begin("going", 1, Now, Ct);
        await ledger.Begin("held", 0, Now, Ct);

        Assert.Equal([0, 1], (await Catalog.Running(cancellation: Ct)).Select(static task => task.Number));
        Assert.Equal([1], (await Catalog.Running(["other"], Ct)).Select(static task => task.Number));
        Assert.Empty(await Catalog.Running([], Ct));
    }

    [Fact]
    public async Task CountQueued_TasksThatNobodyBegan_OfJobsThatRun()
    {
        await Catalog.Create(Sample.Job(), [Sample.Task(0), Sample.Task(1), Sample.Task(2)], Ct);
        await new TaskLedger(Database).Begin("job", 1, Now, Ct);
        Assert.Equal(2, await Catalog.CountQueued(Ct));

        await Catalog.Put(Sample.Job(status: "paused"), Ct);
        Assert.Equal(0, await Catalog.CountQueued(Ct));
    }

    [Fact]
    public async Task Delete_RemovesTasksAndUnfinishedChunks_AndKeepsFinishedResults()
    {
        var ledger = new TaskLedger(Database);
        await Catalog.Create(Sample.Job(), [Sample.Task(0), Sample.Task(1)], Ct);
        foreach (var number in new[] { 0, 1 })
        {
            var epoch = (await ledger.Begin("job", number, Now, Ct))!.Value;
            await ledger.Append("job", number, epoch, $"res_job_{number}", 0, Sample.Outcomes(0, 3), Ct);
        }

        await ledger.Complete("job", 0, 1, Sample.Result(), [], Now, Ct);
        await Catalog.Delete("job", Ct);

        Assert.Null(await Catalog.Find("job", Ct));
        Assert.Empty(await Catalog.Tasks("job", Ct));
        Assert.NotNull(await new ResultCatalog(Database).Find("res_job_0", Ct));
        Assert.Equal(1, await Count("result_chunks"));
        Assert.Equal(AppendOutcome.Fenced, await ledger.Append("job", 1, 1, "res_job_1", 1, Sample.Outcomes(3, 3), Ct));
    }
}

public sealed class JobCatalogOnSqliteTests(PostgresCluster postgres) : JobCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class JobCatalogOnPostgresTests(PostgresCluster postgres) : JobCatalogTests(StorageProvider.Postgres, postgres);

using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Results;

namespace BenchHub.Storage.Tests.Jobs;

public abstract class TaskLedgerTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private const string Result = "res_job_0";

    private TaskLedger Ledger => new(Database);

    private async Task<int> BeginNewTask()
    {
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        return (await Ledger.Begin("job", 0, Now, Ct))!.Value;
    }

    private async Task<TaskRow> Task() => Assert.Single(await new JobCatalog(Database).Tasks("job", Ct));

    [Fact]
    public async Task Begin_AgainAndAgain_RaisesTheEpochAndKeepsTheFirstStart()
    {
        Assert.Equal(1, await BeginNewTask());
        Assert.Equal(2, await Ledger.Begin("job", 0, Now.AddMinutes(1), Ct));

        Assert.Equal(Sample.Task() with { Status = "running", Epoch = 2, StartedAt = Now }, await Task());
        Assert.Null(await Ledger.Begin("job", 1, Now, Ct));
    }

    [Fact]
    public async Task Append_CountsItemsAndFailures_AndSealedTellsWhichStand()
    {
        var epoch = await BeginNewTask();
        await Ledger.Append("job", 0, epoch, Result, 0, [Sample.Outcome(7), Sample.Outcome(2, "timeout"), Sample.Outcome(999)], Ct);
        await Ledger.Append("job", 0, epoch, Result, 1, [Sample.Outcome(3, "500"), Sample.Outcome(1000)], Ct);

        Assert.Equal((5, 2), ((await Task()).Done, (await Task()).Failed));
        var sealedItems = await Ledger.Sealed(Result, 1000, Ct);
        Assert.Equal((4, 2, 2), (sealedItems.Count, sealedItems.Failed, sealedItems.NextChunk));
        Assert.Equal([2, 3, 7, 999], Enumerable.Range(-1, 1003).Where(sealedItems.Contains));

        var none = await Ledger.Sealed("unknown", 5, Ct);
        Assert.Equal((0, 0, 0), (none.Count, none.Failed, none.NextChunk));
    }

    [Fact]
    public async Task Append_PaidAnswers_AreKeptAndCountedOnce_AlsoWhenTheCommitIsRepeated()
    {
        var epoch = await BeginNewTask();
        var priced = new ModelOutput("42") { Usage = new(10, 4, 2, Cost: 1_500) };
        PaidResponse[] paid = [new("a", priced, Now), new("b", new("?") { Usage = new(7, 0, 1, Cost: null) }, Now)];
        await Ledger.Append("job", 0, epoch, Result, 0, [], paid, Ct);
        await Ledger.Append("job", 0, epoch, Result, 0, [], paid, Ct);
        await Ledger.Append("job", 0, epoch, Result, 0, [Sample.Outcome(1) with { Outputs = [priced with { IsCached = true }] }], [], Ct);

        var task = await Task();
        Assert.Equal((1, 1_500L, 17L, 3L, 1, 1), (task.Done, task.Cost, task.InputTokens, task.OutputTokens, task.Unpriced, task.Cached));
        Assert.Equal(new Spending(1_500, 17, 3, 1, 1), await new JobCatalog(Database).SpentByJob("job", Ct));
        Assert.Equal(Spending.None, await new JobCatalog(Database).SpentBySystem("sys_9", Ct));

        var cache = new ResponseCache(Database);
        var found = await cache.Find(["a", "b", "c"], Now, Ct);
        Assert.Equal(["a", "b"], found.Keys.Order());
        Assert.Equal(priced with { IsCached = true }, found["a"]);
        Assert.Empty(await cache.Find(["a"], Now.AddSeconds(1), Ct));

        // Paid again, since it was too old: counted again, and the newer answer stays.
        await Ledger.Append("job", 0, epoch, Result, 1, [], [new("a", priced with { Text = "43" }, Now.AddSeconds(2))], Ct);
        Assert.Equal(("43", 3_000L), ((await cache.Find(["a"], Now.AddSeconds(1), Ct))["a"].Text, (await Task()).Cost));
        Assert.Equal(1, await cache.Sweep(Now.AddSeconds(1), Ct));
    }

    [Fact]
    public async Task Append_PaidAnswersOfAFencedRunner_AreNotKept()
    {
        var old = await BeginNewTask();
        await Ledger.Begin("job", 0, Now, Ct);

        Assert.Equal(AppendOutcome.Fenced, await Ledger.Append("job", 0, old, Result, 0, [], [new("a", new("x"), Now)], Ct));
        Assert.Equal(0, await Count("response_cache"));
    }

    [Fact]
    public async Task Append_OldEpoch_IsFencedAndWritesNothing()
    {
        var old = await BeginNewTask();
        var latest = (await Ledger.Begin("job", 0, Now, Ct))!.Value;

        Assert.Equal(AppendOutcome.Fenced, await Ledger.Append("job", 0, old, Result, 0, Sample.Outcomes(0, 5), Ct));
        Assert.Equal(AppendOutcome.Appended, await Ledger.Append("job", 0, latest, Result, 0, Sample.Outcomes(0, 3), Ct));
        Assert.Equal(AppendOutcome.Fenced, await Ledger.Append("job", 1, 1, "res_job_1", 0, Sample.Outcomes(0, 5), Ct));

        Assert.Equal(3, (await Task()).Done);
        Assert.Equal(1, await Count("result_chunks"));
    }

    [Fact]
    public async Task Append_OldRunnersGoOnWhileNewOnesTakeOver_EachIsFencedAndEveryItemIsRecordedOnce()
    {
        await BeginNewTask();
        using var appended = new SemaphoreSlim(0);

        // Each runner but the last goes on for ever, so only the fence can stop it.
        var runners = new List<Task<AppendOutcome>>();
        for (var i = 0; i < 5; i++)
        {
            var ledger = new TaskLedger(Open());
            var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;
            var before = await ledger.Sealed(Result, 1_000_000, Ct);
            var until = i < 4 ? 1_000_000 : before.Count + 100;
            runners.Add(System.Threading.Tasks.Task.Run(() => Run(ledger, epoch, before, until, appended), Ct));
            for (var k = 0; k < 10; k++)
            {
                Assert.True(await appended.WaitAsync(TimeSpan.FromSeconds(60), Ct));
            }
        }

        var outcomes = await System.Threading.Tasks.Task.WhenAll(runners);

        Assert.Equal([AppendOutcome.Fenced, AppendOutcome.Fenced, AppendOutcome.Fenced, AppendOutcome.Fenced, AppendOutcome.Appended], outcomes);
        var items = await new ResultItems(Database).Read(Result, cancellation: Ct).ToListAsync(Ct);
        var chunks = await Database.Read(scope => scope.List<byte[]>("SELECT indexes FROM result_chunks"), Ct);
        Assert.Equal(Enumerable.Range(0, items.Count), items.Select(item => item.Index));
        Assert.Equal(items.Count, chunks.Sum(chunk => IndexCodec.Decode(chunk).Count()));
        Assert.Equal(items.Count, (await Task()).Done);

        static async Task<AppendOutcome> Run(TaskLedger ledger, int epoch, SealedItems before, int until, SemaphoreSlim appended)
        {
            var chunk = before.NextChunk;
            foreach (var some in Enumerable.Range(0, until).Where(i => !before.Contains(i)).Chunk(4))
            {
                if (await ledger.Append("job", 0, epoch, Result, chunk++, [.. some.Select(i => Sample.Outcome(i))], Ct) == AppendOutcome.Fenced)
                {
                    return AppendOutcome.Fenced;
                }

                appended.Release();
            }

            return AppendOutcome.Appended;
        }
    }

    [Fact]
    public async Task Append_SameChunkAgain_CountsOnce_AndAChunkOfAnotherEpochIsAMistake()
    {
        var epoch = await BeginNewTask();
        Assert.Equal(AppendOutcome.Appended, await Ledger.Append("job", 0, epoch, Result, 0, Sample.Outcomes(0, 5), Ct));
        Assert.Equal(AppendOutcome.Appended, await Ledger.Append("job", 0, epoch, Result, 0, Sample.Outcomes(0, 5), Ct));
        Assert.Equal(5, (await Task()).Done);

        var next = (await Ledger.Begin("job", 0, Now, Ct))!.Value;
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.Append("job", 0, next, Result, 0, Sample.Outcomes(5, 5), Ct));
        Assert.Equal("Chunk 0 of res_job_0 was written in epoch 1, not in 2.", mistake.Message);
        Assert.Equal(5, (await Task()).Done);
    }

    [Fact]
    public async Task Append_NothingOrIntoAnotherResult_IsRefused()
    {
        var epoch = await BeginNewTask();

        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.Append("job", 0, epoch, Result, 0, [], Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.Append("job", 0, epoch, "res_other", 0, Sample.Outcomes(0, 1), Ct));
    }

    [Fact]
    public async Task Append_Cancelled_WritesNothing()
    {
        var epoch = await BeginNewTask();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Ledger.Append("job", 0, epoch, Result, 0, Sample.Outcomes(0, 5), new CancellationToken(canceled: true)));

        Assert.Equal(0, (await Task()).Done);
    }

    [Fact]
    public async Task Move_LatestEpoch_SetsStatusAndMessage_AnOldOneDoesNot()
    {
        var epoch = await BeginNewTask();

        Assert.True(await Ledger.Move("job", 0, epoch, "paused", "The system is down.", null, Ct));
        Assert.Equal(("paused", "The system is down.", null), ((await Task()).Status, (await Task()).Message, (await Task()).FinishedAt));
        Assert.False(await Ledger.Move("job", 0, epoch - 1, "failed", "late", Now, Ct));
        Assert.True(await Ledger.Move("job", 0, epoch, "cancelled", null, Now, Ct));
        Assert.Equal(("cancelled", null, Now), ((await Task()).Status, (await Task()).Message, (await Task()).FinishedAt));
    }

    [Fact]
    public async Task Complete_Repeated_ChangesNothing_AndClosesTheTask()
    {
        var epoch = await BeginNewTask();
        var results = new ResultCatalog(Database);

        Assert.False(await Ledger.Complete("job", 0, epoch + 1, Sample.Result(), [], Now, Ct));
        Assert.Null(await results.Find(Result, Ct));

        Assert.True(await Ledger.Complete("job", 0, epoch, Sample.Result(), [Sample.Column("ndcg@10", 0.5, 1, 0)], Now.AddMinutes(5), Ct));
        Assert.True(await Ledger.Complete("job", 0, epoch, Sample.Result() with { Errors = 9 }, [Sample.Column("map")], Now.AddMinutes(6), Ct));

        Assert.Equal(Sample.Result(), await results.Find(Result, Ct));
        Assert.Equal("ndcg@10", Assert.Single(await results.Metrics([Result], Ct)).Metric);
        Assert.Equal(("completed", Now.AddMinutes(5)), ((await Task()).Status, (await Task()).FinishedAt));
        Assert.Null(await Ledger.Begin("job", 0, Now, Ct));
        Assert.False(await Ledger.Move("job", 0, epoch, "failed", null, null, Ct));
        Assert.Equal(AppendOutcome.Fenced, await Ledger.Append("job", 0, epoch, Result, 5, Sample.Outcomes(0, 1), Ct));
    }

    [Fact]
    public async Task Complete_WithAColumnThatCannotBe_LeavesTheTaskOpenAndNoResult()
    {
        var epoch = await BeginNewTask();

        await Assert.ThrowsAnyAsync<Exception>(() => Ledger.Complete("job", 0, epoch, Sample.Result(), [Sample.Column("map"), Sample.Column("map")], Now, Ct));

        Assert.Equal("running", (await Task()).Status);
        Assert.Equal(0, await Count("results"));
        Assert.Equal(0, await Count("result_metrics"));
    }

    [Fact]
    public async Task ReopenFailed_MakesOnlyFailedTasksPending()
    {
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task(0), Sample.Task(1), Sample.Task(2)], Ct);
        await Ledger.Move("job", 1, 0, "failed", "boom", Now, Ct);
        await Ledger.Move("job", 2, 0, "cancelled", "by user", Now, Ct);

        Assert.Equal(1, await Ledger.ReopenFailed("job", Ct));

        var tasks = await new JobCatalog(Database).Tasks("job", Ct);
        Assert.Equal(["pending", "pending", "cancelled"], tasks.Select(task => task.Status));
        Assert.Equal((null, null), (tasks[1].Message, tasks[1].FinishedAt));
    }
}

public sealed class TaskLedgerOnSqliteTests(PostgresCluster postgres) : TaskLedgerTests(StorageProvider.Sqlite, postgres);

public sealed class TaskLedgerOnPostgresTests(PostgresCluster postgres) : TaskLedgerTests(StorageProvider.Postgres, postgres);

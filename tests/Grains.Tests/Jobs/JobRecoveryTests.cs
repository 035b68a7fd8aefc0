using BenchHub.Grains.Jobs;
using BenchHub.Jobs;
using BenchHub.Storage;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>Grains, runners and whole processes that are lost in the middle.</summary>
public sealed class JobRecoveryTests : IAsyncLifetime
{
    private readonly Hub _hub = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _hub.InitializeAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("job")]
    [InlineData("task")]
    [InlineData("system")]
    public async Task Deactivate_AGrainMidRun_LosesAndRepeatsNothing(string which)
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(10);
        var system = await _hub.Register(service);
        var id = await _hub.Submit(system, await _hub.Import(40));
        await service.HasReceived(14);

        await Hub.Deactivate(which switch
        {
            "job" => _hub.Grains.Job(id),
            "task" => _hub.Grains.Task(new(id, 0)),
            _ => _hub.Grains.System(system),
        });
        service.Release();

        await AssertScoredOnce(await _hub.Complete(id), 40);
        service.AssertEachAskedOnce(40);
    }

    [Fact]
    public async Task Append_AfterAnotherRunnerBegan_IsFencedAndTheTaskGoesOn()
    {
        await using var service = await ScriptedService.Start();
        var id = await _hub.RunUntilHeld(service, items: 40, answered: 10, concurrency: 4);
        var kept = await Sealed(id, 10);

        // Another silo takes the task over while this one has calls in flight.
        Assert.Equal(2, await _hub.Get<TaskLedger>().Begin(id.Value, 0, _hub.Time.GetUtcNow(), Ct));
        service.Release();
        var job = await _hub.Complete(id);

        // What the older runner had in its open chunk was not kept, and was asked for again; what was sealed was not.
        await AssertScoredOnce(job, 40);
        Assert.InRange(service.Received, 44, 40 + 30);
        Assert.All(kept, query => Assert.Equal(1, service.Asked[query]));
        Assert.True((await _hub.Get<JobCatalog>().FindTask(id.Value, 0, Ct))!.Epoch >= 3);
    }

    [Fact]
    public async Task Restart_KindlyMidRun_GoesOnAndRepeatsNothing()
    {
        await using var service = await ScriptedService.Start();
        service.Latency = TimeSpan.FromMilliseconds(5);
        var id = await _hub.Submit(await _hub.Register(service), await _hub.Import(200));
        await service.HasReceived(40);

        await _hub.Restart();
        var job = await _hub.Complete(id);

        await AssertScoredOnce(job, 200);
        service.AssertEachAskedOnce(200);
    }

    [Fact]
    public async Task Restart_KilledMidRun_ScoresEachQueryOnceAndAsksAtMostAnOpenChunkAgain()
    {
        await using var service = await ScriptedService.Start();
        var id = await _hub.RunUntilHeld(service, items: 100, answered: 40, concurrency: 4);
        var kept = await Sealed(id, 40);

        await _hub.Restart(kill: true, between: service.GoDown);
        service.Release();
        await service.ComeBack();

        // The silo wakes the job: nobody asks for it here.
        await service.HasReceived(100);
        var job = await _hub.Complete(id);

        await AssertScoredOnce(job, 100);
        Assert.Equal(100, service.Asked.Count);

        // What was sealed is not asked again; what was in flight may be.
        Assert.All(kept, query => Assert.Equal(1, service.Asked[query]));
        Assert.InRange(service.Received, 100, 108);
    }

    [Fact]
    public async Task Restart_APausedJob_StaysPausedUntilItIsResumed()
    {
        await using var service = await ScriptedService.Start();
        var id = await _hub.RunUntilHeld(service, items: 30, answered: 10, concurrency: 4);
        await _hub.PauseMidRun(service, id);

        await _hub.Restart();
        var paused = await _hub.Grains.Job(id).Get();
        Assert.Equal((JobStatus.Paused, 14, 14), (paused!.Status, paused.ItemsDone, service.Received));
        await _hub.Grains.Job(id).Resume();

        await AssertScoredOnce(await _hub.Complete(id), 30);
        service.AssertEachAskedOnce(30);
    }

    [Fact]
    public async Task Restart_AJobWhoseStateWasNeverWritten_RemovesItsRows()
    {
        await using var service = await ScriptedService.Start();
        var command = Hub.Command([await _hub.Register(service)], await _hub.Import(2));
        var id = JobId.New(_hub.Time.GetUtcNow());
        await _hub.Get<JobCatalog>().Create(
            new JobState().Submit(command, _hub.Time.GetUtcNow()).Row(id), await _hub.Get<JobPlanner>().Plan(id, command), Ct);

        await _hub.Restart();

        Assert.Null(await _hub.Get<JobCatalog>().Find(id.Value, Ct));
        Assert.Empty(await _hub.Get<JobCatalog>().Tasks(id.Value, Ct));
    }

    [Fact]
    public async Task Restart_AJobWhoseStateCannotBeRead_StillWakesTheOthers()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(0);
        var system = await _hub.Register(service);
        var broken = await _hub.Submit(system, await _hub.Import(4));
        var sound = await _hub.Submit(system, await _hub.Import(4, first: 1000));
        await service.HasReceived(8);

        await _hub.Restart(kill: true, between: async () =>
        {
            await service.GoDown();
            await using var database = new Database(_hub.Storage, _hub.Time);
            await Execute(database, $"UPDATE OrleansStorage SET PayloadBinary = CAST('{{' AS BLOB) WHERE GrainIdExtensionString = '{broken}'");
        });
        service.Release();
        await service.ComeBack();

        await AssertScoredOnce(await _hub.Complete(sound), 4);
        await Assert.ThrowsAnyAsync<Exception>(() => _hub.Grains.Job(broken).Get());
    }

    [Fact]
    public async Task Run_DiskIsFullMidRun_WaitsAndGoesOnWhenThereIsSpace()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(10);
        var id = await _hub.Submit(Hub.Command([await _hub.Register(service)], await _hub.Import(300)) with { Concurrency = 64 });
        await service.HasReceived(74);
        await _hub.Until(id, static job => job.ItemsDone == 10, "ten items on");

        await FillDisk(leaving: 0);
        service.Release();
        var waiting = await _hub.Until(id, static job => job.Tasks[0].Status is BatchTaskStatus.Waiting, "waiting");
        Assert.StartsWith("Waiting for space: The disk that holds the database", waiting.Tasks[0].Message, StringComparison.Ordinal);

        // The failed write dropped the connection and with it the limit: there is space again.
        await AssertScoredOnce(await _hub.Complete(id), 300);
        service.AssertEachAskedOnce(300);
    }

    [Fact]
    public async Task Run_DiskIsFullAtTheEnd_WaitsAndRecordsTheResultWhenThereIsSpace()
    {
        // The last chunk still fits; the result with its forty metrics does not.
        await using var service = await ScriptedService.Start();
        service.HoldAfter(9);
        var command = Hub.Command([await _hub.Register(service)], await _hub.Import(10)) with
        {
            Concurrency = 1,
            Metrics = [.. Enumerable.Range(1, 40).Select(static k => $"mrr@{k}")],
        };
        var id = await _hub.Submit(command);
        await service.HasReceived(10);
        await _hub.Until(id, static job => job.ItemsDone == 9, "nine items on");

        await FillDisk(leaving: 2);
        service.Release();
        var waiting = await _hub.Until(id, static job => job.Tasks[0].Status is not BatchTaskStatus.Running, "waiting");
        Assert.Equal((BatchTaskStatus.Waiting, 10), (waiting.Tasks[0].Status, waiting.ItemsDone));

        await AssertScoredOnce(await _hub.Complete(id), 10);
        service.AssertEachAskedOnce(10);
    }

    [Fact]
    public async Task Run_ASiloIsLostUnderItsCall_BeginsAnewInsteadOfFailing()
    {
        // The grain of the system may have lived on a silo that died a moment ago.
        await using var service = await ScriptedService.Start();
        var lost = 1;
        _hub.Before = call => call.MethodName == nameof(ISystemGrain.Access) && Interlocked.Exchange(ref lost, 0) == 1
            ? throw new SiloUnavailableException("The silo has died.")
            : Task.CompletedTask;

        var job = await _hub.Complete(await _hub.Submit(await _hub.Register(service), await _hub.Import(20)));

        await AssertScoredOnce(job, 20);
    }

    /// <summary>Lets the database grow by so many pages and no more.</summary>
    private async Task FillDisk(int leaving)
    {
        var pages = await Execute(_hub.Get<Database>(), "PRAGMA page_count");
        foreach (var database in _hub.Each<Database>())
        {
            await Execute(database, $"PRAGMA max_page_count = {pages + leaving}");
        }
    }

    /// <summary>On the connection that all writes of the database use.</summary>
    private static Task<long> Execute(Database database, string sql) => database.Write(
        async (connection, transaction) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            return await command.ExecuteScalarAsync(Ct) is long number ? number : 0;
        },
        Ct);

    /// <summary>The queries whose answers are stored, once they are so many.</summary>
    private async Task<List<string>> Sealed(JobId id, int items)
    {
        var job = await _hub.Until(id, job => job.ItemsDone == items, $"{items} items on");
        return await _hub.Get<ResultItems>().Read(job.Tasks[0].ResultId.Value, cancellation: Ct).Select(static item => item.ItemId).ToListAsync(Ct);
    }

    private async Task AssertScoredOnce(JobSnapshot job, int items)
    {
        var task = Assert.Single(job.Tasks);
        Assert.Equal((items, items, 0), (task.Items, task.Done, task.Failed));
        var outcomes = await _hub.Get<ResultItems>().Read(task.ResultId.Value, cancellation: Ct).ToListAsync(Ct);
        Assert.Equal(Enumerable.Range(0, items), outcomes.Select(static outcome => outcome.Index));
        var mrr = (await _hub.Get<ResultCatalog>().Metrics([task.ResultId.Value], Ct))[0];
        Assert.Equal((1.0, items, 0), (mrr.Value, mrr.N, mrr.Errors));
    }
}

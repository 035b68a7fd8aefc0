using BenchHub.Datasets;
using BenchHub.Grains.Jobs;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>Submitting, pausing, resuming, cancelling.</summary>
public sealed class JobCommandsTests(Hub hub) : IClassFixture<Hub>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_TheSameIdManyTimesAtOnce_IsOneJob()
    {
        await using var service = await ScriptedService.Start();
        var command = Hub.Command([await hub.Register(service)], await hub.Import(10));
        var id = Fresh();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.Grains.Job(id).Submit(command with { Systems = [.. command.Systems] })));
        await hub.Complete(id);
        var after = await hub.Grains.Job(id).Submit(command);

        Assert.Single(answers.Append(after).Select(static job => job.Tasks[0].ResultId).Distinct());
        Assert.Equal(JobStatus.Completed, after.Status);
        service.AssertEachAskedOnce(10);
    }

    [Fact]
    public async Task Submit_AnotherCommandUnderTheSameId_IsRefused()
    {
        await using var service = await ScriptedService.Start();
        var command = Hub.Command([await hub.Register(service)], await hub.Import(2));
        var id = await hub.Submit(command);

        Assert.Equal(Refusal.Conflict, (await Waiting.Refused(() => hub.Grains.Job(id).Submit(command with { Concurrency = 5 }))).Refusal);
        await hub.Complete(id);
    }

    [Fact]
    public async Task Submit_WhatDoesNotExist_IsRefusedWithItsFieldAndLeavesNothing()
    {
        await using var service = await ScriptedService.Start();
        var (system, dataset) = (await hub.Register(service), await hub.Import(2));
        var (goneSystem, goneDataset) = (await hub.Register(service), await hub.Import(2));
        await hub.Grains.System(goneSystem).Retire();
        await hub.Grains.Dataset(goneDataset).Retire();
        var id = Fresh();

        await Refuses(Refusal.NotFound, "systemIds", Hub.Command([new("sys_none")], dataset));
        await Refuses(Refusal.Conflict, "systemIds", Hub.Command([goneSystem], dataset));
        await Refuses(Refusal.NotFound, "datasetIds", Hub.Command([system], new DatasetId("ds_none")));
        await Refuses(Refusal.Conflict, "datasetIds", Hub.Command([system], goneDataset));
        await Refuses(Refusal.NotFound, "datasetIds", Hub.Command([system]) with { Datasets = [new(dataset, 2)] });
        await Refuses(Refusal.Invalid, "metrics", Hub.Command([system], dataset) with { Metrics = ["ndgc@10"] });
        await Refuses(Refusal.Invalid, "metrics", Hub.Command([system], dataset) with { Metrics = ["bleu"] });

        Assert.Null(await hub.Grains.Job(id).Get());
        Assert.Null(await hub.Get<JobCatalog>().Find(id.Value, Ct));

        async Task Refuses(Refusal refusal, string field, SubmitJob command)
        {
            var refused = await Waiting.Refused(() => hub.Grains.Job(id).Submit(command));
            Assert.Equal((refusal, field), (refused.Refusal, refused.Field));
        }
    }

    [Fact]
    public async Task Submit_RowsOfACrashedSubmission_AreReplaced()
    {
        // An earlier process wrote the rows and died before the state.
        await using var service = await ScriptedService.Start();
        var (system, former, dataset) = (await hub.Register(service), await hub.Import(2), await hub.Import(3));
        var id = Fresh();
        var command = Hub.Command([system], former);
        await hub.Get<JobCatalog>().Create(
            new JobState().Submit(command, hub.Time.GetUtcNow()).Row(id),
            await hub.Get<JobPlanner>().Plan(id, command), Ct);

        await hub.Grains.Job(id).Submit(Hub.Command([system], dataset));
        var job = await hub.Complete(id);

        Assert.Equal((dataset, 3), (Assert.Single(job.Tasks).DatasetId, job.ItemsDone));
    }

    [Fact]
    public async Task Pause_MidRun_KeepsWhatWasAnsweredAndAsksNoMore()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.RunUntilHeld(service, items: 30, answered: 10, concurrency: 4);

        var paused = await hub.PauseMidRun(service, id);

        // The four open calls ended and count; nothing else was asked.
        Assert.Equal((JobStatus.Paused, BatchTaskStatus.Pending, 14), (paused.Status, paused.Tasks[0].Status, paused.ItemsDone));
        Assert.Equal("paused", (await hub.Get<JobCatalog>().Find(id.Value, Ct))!.Status);
        await hub.Grains.Job(id).Wake();
        var still = await hub.Grains.Job(id).WaitForChange(paused.Revision, TimeSpan.FromSeconds(0.3));
        Assert.Equal((JobStatus.Paused, 14), (still!.Status, service.Received));
    }

    [Fact]
    public async Task Resume_AfterAPause_AsksOnlyTheRest()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.RunUntilHeld(service, items: 30, answered: 10, concurrency: 4);
        await hub.PauseMidRun(service, id);

        var resumed = await hub.Grains.Job(id).Resume();
        var job = await hub.Complete(id);

        Assert.Equal((JobStatus.Running, 30, 0), (resumed.Status, job.ItemsDone, job.ItemsFailed));
        service.AssertEachAskedOnce(30);
        Assert.Equal(1, (await hub.Get<ResultCatalog>().Metrics([job.Tasks[0].ResultId.Value], Ct))[0].Value);
    }

    [Fact]
    public async Task PauseAndResume_ManyTimes_LosesAndRepeatsNothing()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.RunUntilHeld(service, items: 100, answered: 10, concurrency: 4);
        for (var i = 0; i < 5; i++)
        {
            await hub.PauseMidRun(service, id);
            await hub.Grains.Job(id).Pause().Within("the pause of a paused job");
            service.HoldAfter(10);
            var asked = service.Received;
            await hub.Grains.Job(id).Resume().Within("the resumption");
            await service.HasReceived(asked + 14);
        }

        service.Release();
        Assert.Equal(100, (await hub.Complete(id)).ItemsDone);
        service.AssertEachAskedOnce(100);
    }

    [Fact]
    public async Task Cancel_MidRun_GivesUpOpenCallsAndRecordsNoResult()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.RunUntilHeld(service, items: 30, answered: 10, concurrency: 4);

        // Nobody releases the open calls: they are given up.
        var job = await hub.Grains.Job(id).Cancel().Within("the cancellation");

        Assert.Equal((JobStatus.Cancelled, BatchTaskStatus.Cancelled), (job.Status, job.Tasks[0].Status));
        Assert.NotNull(job.FinishedAt);
        Assert.Equal("cancelled", (await hub.Get<JobCatalog>().Find(id.Value, Ct))!.Status);
        Assert.Null(await hub.Get<ResultCatalog>().Find(job.Tasks[0].ResultId.Value, Ct));
        Assert.Equal(14, service.Received);
        Assert.Equal(Refusal.Conflict, (await Waiting.Refused(() => hub.Grains.Job(id).Resume())).Refusal);
    }

    [Fact]
    public async Task Cancel_APausedJob_CancelsItsTasks()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.RunUntilHeld(service, items: 30, answered: 10, concurrency: 4);
        await hub.PauseMidRun(service, id);

        var job = await hub.Grains.Job(id).Cancel();

        Assert.Equal((JobStatus.Cancelled, BatchTaskStatus.Cancelled), (job.Status, job.Tasks[0].Status));
    }

    [Fact]
    public async Task EveryCommand_AfterTheEnd_IsRefused()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.Submit(await hub.Register(service), await hub.Import(2));
        await hub.Complete(id);
        var grain = hub.Grains.Job(id);

        foreach (var command in new[] { grain.Pause, grain.Resume, grain.Cancel, grain.RetryFailed })
        {
            Assert.Equal(Refusal.Conflict, (await Waiting.Refused(command)).Refusal);
        }
    }

    [Fact]
    public async Task Get_Unknown_IsNull() => Assert.Null(await hub.Grains.Job(Fresh()).Get());

    private JobId Fresh() => JobId.New(hub.Time.GetUtcNow());
}

using BenchHub.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;
using Microsoft.AspNetCore.Http;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>A system that goes away in the middle.</summary>
public sealed class JobOutageTests(Hub hub) : IClassFixture<Hub>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SystemGoesDownAndComesBack_WaitsAndScoresNothingZero()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(6);
        var id = await hub.Submit(await hub.Register(service), await hub.Import(40), concurrency: 4);
        await service.HasReceived(10);
        await service.GoDown();

        var waiting = await hub.Until(
            id, static job => job.Tasks[0].Status is BatchTaskStatus.Waiting && job.ItemsDone == 6, "waiting with six items on");
        Assert.Equal((JobStatus.Running, 0), (waiting.Status, waiting.ItemsFailed));
        Assert.StartsWith("Waiting for the system since ", waiting.Tasks[0].Message, StringComparison.Ordinal);

        service.Release();
        await service.ComeBack();
        var job = await hub.Complete(id);

        // Only the four calls that broke were made again.
        Assert.Equal((40, 44), (service.Asked.Count, service.Received));
        Assert.Equal((40, 0, null), (job.ItemsDone, job.ItemsFailed, job.Tasks[0].Message));
        Assert.Equal((1.0, 0), await Mrr(job.Tasks[0]));
    }

    [Fact]
    public async Task Run_WhatWasAnsweredIsSealedDuringAnOutage_StaysWaiting()
    {
        // The chunk of the last answers is sealed some time after the outage was found.
        await using var service = await ScriptedService.Start();
        service.HoldAfter(20);
        var id = await hub.Submit(await hub.Register(service), await hub.Import(40), concurrency: 1);
        await service.HasReceived(21);
        await service.GoDown();

        var waiting = await hub.Until(id, static job => job.Tasks[0].Status is BatchTaskStatus.Waiting && job.ItemsDone == 20, "waiting with all answers sealed");
        var next = await hub.Grains.Job(id).WaitForChange(waiting.Revision, TimeSpan.FromSeconds(0.4));

        Assert.Equal(BatchTaskStatus.Waiting, next!.Tasks[0].Status);
        await hub.Grains.Job(id).Cancel();
    }

    [Fact]
    public async Task Run_SystemSendsEverythingAwayForLonger_WaitsThoughItsHealthCheckPasses()
    {
        await using var service = await ScriptedService.Start();
        var system = await hub.Register(service);
        service.SendsAway = true;
        var id = await hub.Submit(system, await hub.Import(20));

        var waiting = await hub.Until(id, static job => job.Tasks[0].Status is BatchTaskStatus.Waiting, "waiting");
        Assert.Contains("answered 503", waiting.Tasks[0].Message, StringComparison.Ordinal);

        service.SendsAway = false;
        var job = await hub.Complete(id);

        Assert.Equal((20, 0), (job.ItemsDone, job.ItemsFailed));
        Assert.Equal((1.0, 0), await Mrr(job.Tasks[0]));
        service.AssertEachAskedOnce(20);
    }

    [Fact]
    public async Task Run_OneItemIsAlwaysSentAway_BlamesTheItem()
    {
        // One worker, so that no other answer shows that the service is there.
        await using var service = await ScriptedService.Start();
        service.Instead = static query => query == "q3" ? Results.StatusCode(503) : null;

        var job = await hub.Complete(await hub.Submit(await hub.Register(service), await hub.Import(10), concurrency: 1));

        Assert.Equal((0.9, 1), await Mrr(job.Tasks[0]));
        service.AssertEachAskedOnce(10);
    }

    [Fact]
    public async Task Run_AConnectionBreaksWhileTheServiceIsHealthy_AsksOnceMoreAndThenBlamesTheItem()
    {
        // q3 meets a service that was just coming back; q5 is what brings its worker down.
        await using var service = await ScriptedService.Start();
        service.Breaks = query => query == "q5" || (query == "q3" && service.Asked["q3"] == 1);

        var job = await hub.Complete(await hub.Submit(await hub.Register(service), await hub.Import(10)));

        // Nine at rank 1 and one that failed: 9 / 10.
        Assert.Equal((0.9, 1), await Mrr(job.Tasks[0]));
        Assert.Equal((2, 2, 12), (service.Asked["q3"], service.Asked["q5"], service.Received));
    }

    [Fact]
    public async Task Run_SystemStaysAwayLongerThanThePatience_FailsItsTaskOnlyAndRetriesTheRest()
    {
        await using var gone = await ScriptedService.Start();
        await using var sound = await ScriptedService.Start();
        gone.HoldAfter(6);
        SystemId[] systems = [await hub.Register(gone), await hub.Register(sound)];
        var id = await hub.Submit(Hub.Command(systems, await hub.Import(20)) with { Patience = TimeSpan.FromSeconds(0.2) });
        await gone.HasReceived(10);
        await hub.Until(id, static job => job.Tasks[0].Done == 6, "six items on");
        await gone.GoDown();

        var failed = await hub.Finish(id);

        Assert.Equal((JobStatus.Failed, BatchTaskStatus.Failed, BatchTaskStatus.Completed), (failed.Status, failed.Tasks[0].Status, failed.Tasks[1].Status));
        Assert.StartsWith("1 of 2 tasks failed; the first is 'system-", failed.Error, StringComparison.Ordinal);
        Assert.Equal((6, 0), (failed.Tasks[0].Done, failed.Tasks[0].Failed));
        Assert.Equal((1.0, 0), await Mrr(failed.Tasks[1]));
        Assert.Null(await hub.Get<ResultCatalog>().Find(failed.Tasks[0].ResultId.Value, Ct));

        gone.Release();
        await gone.ComeBack();
        await hub.Grains.Job(id).RetryFailed().Within("the retry");
        var job = await hub.Complete(id);

        Assert.Null(job.Error);
        Assert.Equal((1.0, 0), await Mrr(job.Tasks[0]));
        Assert.Equal((20, 24), (gone.Asked.Count, gone.Received));
        sound.AssertEachAskedOnce(20);
    }

    [Fact]
    public async Task Run_SystemIsRetiredWhileTheJobIsPaused_FailsWithASentence()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.RunUntilHeld(service, items: 30, answered: 10, concurrency: 4);
        var paused = await hub.PauseMidRun(service, id);
        await hub.Grains.System(paused.Tasks[0].SystemId).Retire();
        await hub.Grains.Job(id).Resume();

        var job = await hub.Finish(id);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("is retired; register it again to use it.", job.Error);
        Assert.Equal((14, 14), (job.ItemsDone, service.Received));
    }

    private async Task<(double?, int)> Mrr(TaskSnapshot task)
    {
        var mrr = (await hub.Get<ResultCatalog>().Metrics([task.ResultId.Value], Ct))[0];
        return (mrr.Value, mrr.Errors);
    }
}

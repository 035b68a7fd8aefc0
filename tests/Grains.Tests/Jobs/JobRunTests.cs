using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;
using BenchHub.Systems;
using Microsoft.AspNetCore.Http;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>What a job asks, and what it records of the answers.</summary>
public sealed class JobRunTests(Hub hub) : IClassFixture<Hub>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_OneSystemOnOneDataset_RecordsTheResult()
    {
        await using var service = await ScriptedService.Start();
        service.Rank = static number => (number % 4) switch { 0 => 1, 1 => 2, 2 => 4, _ => 0 };
        var id = await hub.Submit(await hub.Register(service), await hub.Import(40));

        var job = await hub.Complete(id);

        var task = Assert.Single(job.Tasks);
        Assert.All(await Items(task), static item => Assert.Null(item.Error));
        Assert.Equal((BatchTaskStatus.Completed, 40, 40, 0), (task.Status, task.Items, task.Done, task.Failed));
        service.AssertEachAskedOnce(40);

        // Reciprocal ranks 1, 1/2, 1/4, 0 by turns: (1 + 0.5 + 0.25 + 0) / 4 = 0.4375. At rank 1: one in four.
        Assert.Equal([("mrr", 0.4375, 40, 0), ("success@1", 0.25, 40, 0)], await Numbers(task));
        var scores = await hub.Get<ResultCatalog>().Scores(task.ResultId.Value, "mrr", Ct);
        Assert.Equal(Enumerable.Range(0, 40).Select(static i => (i % 4) switch { 0 => 1.0, 1 => 0.5, 2 => 0.25, _ => 0 }), scores!);
    }

    [Fact]
    public async Task Submit_SystemsByDatasets_IsATaskForEachPair()
    {
        await using var good = await ScriptedService.Start();
        await using var poor = await ScriptedService.Start();
        poor.Rank = static _ => 2;
        SystemId[] systems = [await hub.Register(good), await hub.Register(poor)];

        var job = await hub.Complete(await hub.Submit(Hub.Command(systems, await hub.Import(3), await hub.Import(5, first: 1000))));

        Assert.Equal([(systems[0], 3), (systems[0], 5), (systems[1], 3), (systems[1], 5)], job.Tasks.Select(static task => (task.SystemId, task.Items)));
        Assert.Equal((16, 16, 0), (job.ItemsTotal, job.ItemsDone, job.ItemsFailed));
        var mrr = await Task.WhenAll(job.Tasks.Select(async task => (await Numbers(task))[0].Value));
        Assert.Equal([1.0, 1.0, 0.5, 0.5], mrr);
    }

    [Fact]
    public async Task Submit_SomeItemsFail_RecordsTheirErrorsAndCountsThem()
    {
        await using var service = await ScriptedService.Start();
        service.Instead = static query => query switch
        {
            "q3" => Results.StatusCode(500),
            "q5" => Results.Content("<html>sorry</html>", "text/html"),
            "q7" => Results.Json(new[] { new { id = "d7", score = 2 }, new { id = "d7", score = 1 } }),
            _ => null,
        };

        var job = await hub.Complete(await hub.Submit(await hub.Register(service), await hub.Import(20)));

        // 17 of 20 at rank 1, three failed ones count 0: 17 / 20.
        var task = job.Tasks[0];
        Assert.Equal((20, 3), (task.Done, task.Failed));
        Assert.Equal([("mrr", 0.85, 20, 3), ("success@1", 0.85, 20, 3)], await Numbers(task));
        Assert.Equal(3, (await hub.Get<ResultCatalog>().Find(task.ResultId.Value, Ct))!.Errors);
        var errors = (await Items(task)).Where(static item => item.Error is not null).ToDictionary(static item => item.ItemId, static item => item.Error!);
        Assert.Equal(["q3", "q5", "q7"], errors.Keys);
        Assert.Contains("500", errors["q3"]);
        Assert.Contains("'d7' stands at ranks 1 and 2", errors["q7"]);
    }

    [Fact]
    public async Task Submit_ACallFailsOnce_IsTriedAgain()
    {
        await using var service = await ScriptedService.Start();
        service.Instead = query => query == "q1" && service.Asked["q1"] == 1 ? Results.StatusCode(503) : null;

        var job = await hub.Complete(await hub.Submit(await hub.Register(service, new() { Retries = 2 }), await hub.Import(3)));

        Assert.Equal([1, 2, 1], (await Items(job.Tasks[0])).Select(static item => item.Attempts));
        Assert.Equal(0, job.ItemsFailed);
    }

    [Fact]
    public async Task Submit_AConcurrency_IsTheMostCallsInFlight()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(0);
        var id = await hub.Submit(await hub.Register(service), await hub.Import(30), concurrency: 3);
        await service.HasReceived(3);
        service.Release();

        await hub.Complete(id);

        Assert.Equal(3, service.MostInFlight);
        service.AssertEachAskedOnce(30);
    }

    [Fact]
    public async Task Submit_MoreTasksThanMayRunAtOnce_RunsThemAllInTurn()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(0);
        var system = await hub.Register(service);
        var datasets = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => hub.Import(4, first: 100 * i)));

        var id = await hub.Submit(Hub.Command([system], datasets) with { Concurrency = 1, ParallelTasks = 2 });
        await service.HasReceived(2);
        var running = await hub.Until(id, static job => job.Tasks.Count(static task => task.Status is BatchTaskStatus.Running) == 2, "running two tasks");
        service.Release();
        await hub.Complete(id);

        Assert.Equal(3, running.Tasks.Count(static task => task.Status is BatchTaskStatus.Pending));
        Assert.Equal(2, service.MostInFlight);
        service.AssertEachAskedOnce(20);
    }

    [Fact]
    public async Task Submit_ARecordedSystem_ScoresWhatWasRecorded()
    {
        var system = await hub.Register(new SystemSpec { Name = Hub.Name("recorded"), Kind = SystemKind.Recorded });
        await using (var draft = await hub.Get<RecordedRuns>().Begin(system.Value, Ct))
        {
            await draft.AddAnswers([.. Enumerable.Range(0, 9).Select(static i => ($"q{i}", (IReadOnlyList<(string, double)>)[("x", 2), ($"d{i}", 1)]))], Ct);
            await draft.Seal(Ct);
        }

        var job = await hub.Complete(await hub.Submit(system, await hub.Import(10)));

        // Nine at rank 2, and one that the recording lacks, which counts 0: 9 x 0.5 / 10 = 0.45.
        Assert.Equal(("mrr", 0.45, 10, 1), (await Numbers(job.Tasks[0]))[0]);
        Assert.Equal("The recorded run has no answer to query 'q9'.", Assert.Single(await Items(job.Tasks[0]), static item => item.Error is not null).Error);
    }

    [Fact]
    public async Task Submit_ADatasetVersion_IsMeasuredAndNotTheLatest()
    {
        await using var service = await ScriptedService.Start();
        var dataset = await hub.Import(3);
        await hub.AddVersion(dataset, (await hub.Grains.Dataset(dataset).Get())!.Name, 6);

        var job = await hub.Complete(await hub.Submit(Hub.Command([await hub.Register(service)]) with { Datasets = [new(dataset, 1), new(dataset)] }));

        Assert.Equal([(1, 3), (2, 6)], job.Tasks.Select(static task => (task.DatasetVersion, task.Items)));
    }

    [Fact]
    public async Task WaitForChange_WhileAJobRuns_HearsOfItsProgress()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(10);
        var id = await hub.Submit(await hub.Register(service), await hub.Import(20), concurrency: 2);

        var half = await hub.Until(id, static job => job.ItemsDone == 10, "half done");
        service.Release();
        var whole = await hub.Complete(id);

        Assert.Equal((JobStatus.Running, BatchTaskStatus.Running), (half.Status, half.Tasks[0].Status));
        Assert.NotNull(half.Eta);
        Assert.True(whole.Revision > half.Revision);
        Assert.NotNull(whole.FinishedAt);
    }

    private async Task<(string Metric, double Value, int N, int Errors)[]> Numbers(TaskSnapshot task) =>
        [.. (await hub.Get<ResultCatalog>().Metrics([task.ResultId.Value], Ct)).Select(static m => (m.Metric, m.Value!.Value, m.N, m.Errors))];

    private ValueTask<List<Storage.Jobs.ItemOutcome>> Items(TaskSnapshot task) =>
        hub.Get<ResultItems>().Read(task.ResultId.Value, cancellation: Ct).ToListAsync(Ct);
}

using BenchHub.Evaluation.Statistics.Sequential;
using BenchHub.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>Jobs whose systems are asked until they are ranked.</summary>
public sealed class EarlyStoppingTests(Hub hub) : IClassFixture<Hub>
{
    private const int Items = 400;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_OneSystemAlwaysBetter_AsksFewItemsInTheOrderOfTheSeed()
    {
        await using var good = await ScriptedService.Start();
        await using var poor = await ScriptedService.Start();
        poor.Rank = static _ => 0;

        var job = await hub.Complete(await Submit([good, poor], new() { Metric = "mrr", Seed = 11 }));

        // 1 against 0 on every item: some ten items decide; not more are asked than run ahead and in flight.
        Assert.All(job.Tasks, static task => Assert.InRange(task.Done, 5, 60));
        var order = RandomOrder.Of(11, Items);
        foreach (var (service, task) in new[] { (good, job.Tasks[0]), (poor, job.Tasks[1]) })
        {
            Assert.Equal(task.Done, service.Asked.Count);
            Assert.Subset(order.Take(task.Done + 4).Select(static index => $"q{index}").ToHashSet(), service.Asked.Keys.ToHashSet());
            var result = (await hub.Get<ResultCatalog>().Find(task.ResultId.Value, Ct))!;
            Assert.Contains("Stopped early: by mrr", result.Document, StringComparison.Ordinal);
            Assert.Contains("\"seed\":11", result.Document, StringComparison.Ordinal);
            var metric = (await hub.Get<ResultCatalog>().Metrics([result.Id], Ct))[0];
            Assert.Equal((task.Done, null, null), (metric.N, metric.CiLow, metric.CiHigh));
        }
    }

    [Fact]
    public async Task Submit_EqualSystemsWithoutAMargin_AsksEveryItemOnce()
    {
        await using var one = await ScriptedService.Start();
        await using var other = await ScriptedService.Start();

        var job = await hub.Complete(await Submit([one, other], new() { Metric = "mrr" }, items: 120));

        Assert.All(job.Tasks, static task => Assert.Equal((120, null), (task.Done, task.Message)));
        one.AssertEachAskedOnce(120);
        other.AssertEachAskedOnce(120);
        var result = (await hub.Get<ResultCatalog>().Find(job.Tasks[1].ResultId.Value, Ct))!;
        Assert.Contains("\"hasStopped\":false", result.Document, StringComparison.Ordinal);
        Assert.Contains("\"ended\":null", result.Document, StringComparison.Ordinal);
    }

    // Two that are alike and one that is worse, three tasks although only one may run at once otherwise: the worse ends, the others go on.
    [Fact]
    public async Task Submit_ThreeSystems_StopsTheOneThatIsRankedAndGoesOnWithTheOthers()
    {
        await using var one = await ScriptedService.Start();
        await using var other = await ScriptedService.Start();
        await using var poor = await ScriptedService.Start();
        poor.Rank = static _ => 0;

        var job = await hub.Complete(await Submit([one, other, poor], new() { Metric = "mrr" }, items: 200, parallel: 1));

        Assert.Equal([200, 200], job.Tasks.Take(2).Select(static task => task.Done));
        Assert.InRange(job.Tasks[2].Done, 5, 60);
    }

    [Fact]
    public async Task Submit_OneSystemIsHeld_TheOtherWaitsForIt()
    {
        await using var quick = await ScriptedService.Start();
        await using var slow = await ScriptedService.Start();
        slow.HoldAfter(0);
        var id = await Submit([quick, slow], new() { Metric = "mrr" });
        await slow.HasReceived(4);

        // 16 places are open (4 calls in flight x 4), and none more before the slow one has answered.
        await quick.HasReceived(16);
        await hub.Until(id, static job => job.Tasks[0].Done == 16, "waiting for the slow system");
        Assert.Equal(16, quick.Asked.Count);
        slow.Rank = static _ => 0;
        slow.Release();
        await hub.Complete(id);
    }

    [Fact]
    public async Task Restart_InTheMiddle_DecidesAfterTheSameItems()
    {
        await using var good = await ScriptedService.Start();
        await using var poor = await ScriptedService.Start();
        poor.Rank = static _ => 0;
        var undisturbed = await Decision(await hub.Complete(await Submit([good, poor], new() { Metric = "mrr", Seed = 4 })));

        await using var held = await ScriptedService.Start();
        held.Rank = static _ => 0;
        held.HoldAfter(6);
        var id = await Submit([good, held], new() { Metric = "mrr", Seed = 4 });
        await held.HasReceived(10);
        await hub.Restart(kill: true, between: () =>
        {
            held.Release();
            return Task.CompletedTask;
        });

        Assert.Equal(undisturbed, await Decision(await hub.Complete(id)));
    }

    private Task<JobId> Submit(IEnumerable<ScriptedService> services, EarlyStopping early, int items = Items, int parallel = 3) => Task.Run(async () =>
    {
        var systems = new List<BenchHub.Systems.SystemId>();
        foreach (var service in services)
        {
            systems.Add(await hub.Register(service));
        }

        return await hub.Submit(Hub.Command(systems, await hub.Import(items)) with { EarlyStop = early, ParallelTasks = parallel });
    });

    /// <summary>The pair as the result of the second system has it, without the names.</summary>
    private async Task<(PairVerdict, double, double, double, int)> Decision(JobSnapshot job)
    {
        var result = (await hub.Get<ResultCatalog>().Find(job.Tasks[1].ResultId.Value, Ct))!;
        var report = System.Text.Json.JsonSerializer.Deserialize<Kept>(result.Document, StateJson.Options)!.EarlyStopped!;
        var pair = Assert.Single(report.Decisions);
        return (pair.Verdict, pair.Low, pair.High, pair.P, pair.Items);
    }

    private sealed record Kept(StoppingReport? EarlyStopped);
}

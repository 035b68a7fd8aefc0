using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>A system's limits hold for all jobs together. The clock is moved over the quiet period after a registration.</summary>
public sealed class JobLimitTests(Hub hub) : IClassFixture<Hub>
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Run_TwoJobsOnALimitedSystem_ShareItsConcurrency()
    {
        await using var service = await ScriptedService.Start();
        service.Latency = TimeSpan.FromMilliseconds(20);
        var system = await Register(service, new() { Concurrency = 4, Retries = 0 });

        var first = await hub.Submit(system, await hub.Import(400), concurrency: 8);
        await service.HasReceived(8);
        var second = await hub.Submit(system, await hub.Import(20, first: 1000), concurrency: 8);
        await hub.Complete(first);
        await hub.Complete(second);

        Assert.Equal(4, service.MostInFlight);
        service.AssertEachAskedOnce(420);

        // The second need not wait for the end of the first.
        var order = service.Arrivals.Select(static call => int.Parse(call.Query.AsSpan(1)) >= 1000).ToList();
        Assert.True(order.IndexOf(true) < order.LastIndexOf(false), "the second job was asked only after the first");
    }

    [Fact]
    public async Task Run_TwoJobsOnARatedSystem_ShareItsRate()
    {
        await using var service = await ScriptedService.Start();
        var system = await Register(service, new() { CallsPerSecond = 50, Retries = 0 });

        var jobs = await Task.WhenAll(hub.Submit(system, await hub.Import(30)), hub.Submit(system, await hub.Import(30, first: 1000)));
        await hub.Complete(jobs[0]);
        await hub.Complete(jobs[1]);

        // 60 starts, 20 ms apart: 59 x 20 ms = 1.18 s; a tenth less for starts that came late and were caught up.
        var at = service.Arrivals.Select(static call => call.At).ToList();
        var took = TimeProvider.System.GetElapsedTime(at[0], at[^1]);
        Assert.True(took > TimeSpan.FromSeconds(1.06), $"60 calls at 50 per second took {took.TotalSeconds:0.000} s");
        service.AssertEachAskedOnce(60);
    }

    [Fact]
    public async Task Run_SystemGrainIsActivatedAnew_KeepsTheLimitAndGoesOn()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(0);
        var system = await Register(service, new() { Concurrency = 4, Retries = 0 });
        var first = await hub.Submit(system, await hub.Import(60), concurrency: 8);
        await service.HasReceived(4);

        await Hub.Deactivate(hub.Grains.System(system));
        var second = await hub.Submit(system, await hub.Import(20, first: 1000), concurrency: 8);
        service.Release();
        await hub.Complete(first);
        hub.Time.Skip(Quiet);
        await hub.Complete(second);

        Assert.Equal(4, service.MostInFlight);
        service.AssertEachAskedOnce(80);
    }

    [Fact]
    public async Task Run_LeaseCannotBeRenewed_GivesUpOpenCallsAndAsksAgain()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(6);
        var system = await Register(service, new() { Concurrency = 2, Retries = 0 });
        var id = await hub.Submit(system, await hub.Import(20), concurrency: 4);
        await service.HasReceived(8);

        // The grain cannot be reached for longer than a lease lasts.
        hub.Before = static call => call.MethodName == nameof(ISystemGrain.Lease) ? throw new TimeoutException("no answer") : Task.CompletedTask;
        hub.Time.Skip(Quiet);
        await service.HasBroken(2);
        hub.Before = static _ => Task.CompletedTask;
        service.Release();
        var job = await hub.Complete(id);

        Assert.Equal((20, 0), (job.ItemsDone, job.ItemsFailed));
        Assert.Equal((20, 22), (service.Asked.Count, service.Received));
        Assert.Equal(2, service.MostInFlight);
    }

    [Fact]
    public async Task Run_SystemIsRetiredMidRun_KeepsWhatIsOpenAndFails()
    {
        Assert.SkipUnless(hub.Each<JobCatalog>().Count() == 1, "On several silos nobody but the run sees when the refusal has arrived there.");
        await using var service = await ScriptedService.Start();
        service.HoldAfter(6);
        var system = await Register(service, new() { Concurrency = 2, Retries = 0 });
        var id = await hub.Submit(system, await hub.Import(20), concurrency: 4);
        await service.HasReceived(8);

        var renewed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Refused = call => _ = call.MethodName == nameof(ISystemGrain.Lease) && renewed.TrySetResult();
        await hub.Grains.System(system).Retire();
        await renewed.Task.Within("a renewal of the lease to be refused");
        await hub.Grains.System(system).Get();
        service.Release();
        var job = await hub.Finish(id);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("is retired; register it again to use it.", job.Error);

        // The two open calls may be given up, to be made again should the job be retried; none is recorded as failed.
        Assert.InRange(job.ItemsDone, 6, 8);
        Assert.Equal((0, 8), (job.ItemsFailed, service.Received));
    }

    private async Task<SystemId> Register(ScriptedService service, SystemLimits limits)
    {
        var id = await hub.Register(service, limits);
        await hub.Grains.System(id).Access();
        hub.Time.Skip(Quiet);
        return id;
    }
}

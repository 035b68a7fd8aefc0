using System.Collections.Concurrent;
using BenchHub.Jobs;
using BenchHub.Systems;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.Grains.Tests.Systems;

/// <summary>A system's limits hold over three silos, whichever of them dies.</summary>
public sealed class ClusterLimitTests
{
    private const int Limit = 4;
    private const int Jobs = 6;
    private const int Items = 60;

    private readonly ConcurrentDictionary<string, SiloAddress> _at = new();

    [Fact]
    public async Task Run_SiloOfTheSystemDies_KeepsTheLimitAndFinishes()
    {
        await using var hub = await Hub.Start(silos: 3);
        await using var service = await ScriptedService.Start();
        var jobs = await Begin(hub, service, new() { Concurrency = Limit, Retries = 0 });

        await hub.Kill(_at["system"]);

        await Finish(hub, jobs);
        AssertWithinTheLimit(service);
    }

    [Fact]
    public async Task Run_SiloOfAHolderDies_ItsPermitsComeBackAndNoneTwice()
    {
        await using var hub = await Hub.Start(silos: 3);
        await using var service = await ScriptedService.Start();
        var jobs = await Begin(hub, service, new() { Concurrency = Limit, Retries = 0 });

        await hub.Kill(_at["holder"]);

        await Finish(hub, jobs);
        AssertWithinTheLimit(service);
    }

    [Fact]
    public async Task Run_ARatedSystemsSiloDies_KeepsTheRate()
    {
        await using var hub = await Hub.Start(silos: 3);
        await using var service = await ScriptedService.Start();
        var jobs = await Begin(hub, service, new() { CallsPerSecond = 40, Retries = 0 });

        await hub.Kill(_at["system"]);

        await Finish(hub, jobs);
        var at = service.Arrivals.Select(static call => TimeProvider.System.GetElapsedTime(0, call.At)).ToList();
        var most = at.Max(from => at.Count(time => time >= from && time < from + TimeSpan.FromSeconds(1)));

        // 40 and what comes late to the next second: a quarter of a second's worth at the very most.
        Assert.InRange(most, 20, 50);
    }

    /// <summary>Several jobs on one system, each having been answered; knows where the grains are.</summary>
    private async Task<List<JobId>> Begin(Hub hub, ScriptedService service, SystemLimits limits)
    {
        service.Latency = TimeSpan.FromMilliseconds(30);
        hub.After = call =>
        {
            var silo = call.TargetContext.ActivationServices.GetRequiredService<ILocalSiloDetails>().SiloAddress;
            if (call.MethodName == nameof(ISystemGrain.Lease))
            {
                _at["system"] = silo;
            }
            else if (call.MethodName == nameof(IBatchTaskGrain.Start) && !silo.Equals(_at.GetValueOrDefault("system")))
            {
                _at["holder"] = silo;
            }
        };
        var system = await hub.Register(service, limits);
        var jobs = new List<JobId>();
        for (var job = 0; job < Jobs; job++)
        {
            jobs.Add(await hub.Submit(system, await hub.Import(Items, first: 1000 * job), concurrency: Limit));
        }

        await service.HasReceived(Jobs * Items / 5);
        return jobs;
    }

    private static async Task Finish(Hub hub, List<JobId> jobs)
    {
        foreach (var id in jobs)
        {
            var job = await hub.Until(id, static job => job.Status is JobStatus.Completed or JobStatus.Failed, "over", TimeSpan.FromMinutes(1));
            Assert.True(job.Status is JobStatus.Completed, $"{job.Status}: {job.Error}");
            Assert.Equal((Items, 0), (job.ItemsDone, job.ItemsFailed));
        }
    }

    private static void AssertWithinTheLimit(ScriptedService service)
    {
        Assert.Equal(Jobs * Items, service.Asked.Count);
        Assert.Equal(Limit, service.MostInFlight);
    }
}

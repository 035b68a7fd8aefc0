namespace BenchHub.Grains.Tests.Jobs;

/// <summary>Machines whose clock is set while a job runs.</summary>
public sealed class JobClockTests(Hub hub) : IClassFixture<Hub>
{
    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task Run_TheClockIsSet_ProgressIsSeenAndLimitsHold(int hours)
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(6);
        var id = await hub.Submit(await hub.Register(service, new() { Concurrency = 2, Retries = 0 }), await hub.Import(400), concurrency: 4);
        await service.HasReceived(8);
        await hub.Until(id, static job => job.ItemsDone >= 6, "at its sixth item");

        hub.Time.Set(TimeSpan.FromHours(hours));
        service.Latency = TimeSpan.FromMilliseconds(10);
        service.Release();

        // 400 items at 10 ms, two at once, take two seconds, in which the run reports eight times.
        var seen = await hub.Until(id, static job => job.ItemsDone > 8, "past what was open");
        Assert.InRange(seen.ItemsDone, 9, 399);
        Assert.Equal(400, (await hub.Complete(id)).ItemsDone);
        service.AssertEachAskedOnce(400);
        Assert.Equal(2, service.MostInFlight);
    }
}

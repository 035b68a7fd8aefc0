using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Systems;

public sealed class ScheduledHealthTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task Register_WithAnInterval_IsRemindedUntilItRetires()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.Register(Hub.Spec(service) with { HealthEvery = TimeSpan.FromMinutes(7) });

        Assert.Equal(TimeSpan.FromMinutes(7), await Period(id));
        await hub.Grains.System(id).Update(Hub.Without((await hub.Grains.System(id).Get())!.Spec with { HealthEvery = TimeSpan.FromMinutes(2) }));
        Assert.Equal(TimeSpan.FromMinutes(2), await Period(id));
        await hub.Grains.System(id).Retire();
        Assert.Null(await Period(id));
    }

    [Fact]
    public async Task Register_WithoutAnInterval_IsNotReminded()
    {
        await using var service = await ScriptedService.Start();

        Assert.Null(await Period(await hub.Register(Hub.Spec(service) with { HealthEvery = TimeSpan.Zero })));
    }

    [Fact]
    public async Task ReceiveReminder_OfAnActiveSystem_ChecksItsHealth()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.Register(service);

        await hub.Grains.System(id).AsReference<IRemindable>().ReceiveReminder("health", default);

        Assert.True((await hub.Grains.System(id).Get())!.Health!.IsHealthy);
    }

    [Fact]
    public async Task Restart_RemindersInMemory_AreSetAgain()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.Register(Hub.Spec(service) with { HealthEvery = TimeSpan.FromMinutes(7) });
        var retired = await hub.Register(service);
        await hub.Grains.System(retired).Retire();

        await hub.Restart();

        Assert.Equal(TimeSpan.FromMinutes(7), await Period(id));
        Assert.Null(await Period(retired));
    }

    private async Task<TimeSpan?> Period(SystemId id) =>
        (await hub.Get<IReminderTable>().ReadRow(hub.Grains.System(id).GetGrainId(), "health"))?.Period;
}

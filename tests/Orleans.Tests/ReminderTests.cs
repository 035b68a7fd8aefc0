using BenchHub.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Reminders;

namespace BenchHub.Orleans.Tests;

/// <summary>What reminders do wherever they are kept.</summary>
public abstract class ReminderTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private protected ManualTime Time { get; } = new();

    private protected TestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await TestCluster.Start(silo =>
    {
        silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, Time);
        Configure(silo);
    });

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Cluster.DisposeAsync();
    }

    [Fact]
    public async Task Reminder_Registered_TicksAtDueTimeAndPeriod()
    {
        var registered = Time.GetUtcNow().UtcDateTime;
        await Cluster.Grain<IReminderGrain>("a").Register("wake", TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));

        await Time.AdvanceUntil(Cluster.Gates, "wake 2", Step);

        var ticks = await Cluster.Grain<IReminderGrain>("a").Ticks();
        var first = registered.AddSeconds(30);
        Assert.Equal(first, ticks[0].FirstTickTime, TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromMinutes(2), ticks[0].Period);
        Assert.InRange(ticks[0].CurrentTickTime, first, first.AddMinutes(1));
        // The second tick may come periods later where the first was slow to be handled, but at a whole number of them.
        var between = ticks[1].CurrentTickTime - first;
        Assert.InRange(between, TimeSpan.FromMinutes(2), TimeSpan.MaxValue);
        Assert.InRange(between.TotalSeconds % 120, 0, 60);
    }

    [Fact]
    public async Task Reminder_GrainIsNotActive_ActivatesIt()
    {
        var grain = Cluster.Grain<IReminderGrain>("a");
        await grain.Register("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await grain.Leave();

        await Time.AdvanceUntil(Cluster.Gates, "wake 1", Step);
    }

    [Fact]
    public async Task Reminder_Unregistered_TicksNoMore()
    {
        var grain = Cluster.Grain<IReminderGrain>("a");
        await grain.Register("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await grain.Register("other", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        await grain.Unregister("wake");

        await Time.AdvanceUntil(Cluster.Gates, "other 1", Step);

        Assert.False(Cluster.Gates.IsOpen("wake 1"));
        Assert.Equal(["other"], await grain.Names());
    }

    [Fact]
    public async Task Reminder_PeriodBelowAMinute_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Cluster.Grain<IReminderGrain>("a").Register("wake", TimeSpan.Zero, TimeSpan.FromSeconds(59)));

    [Fact]
    public async Task Reminder_HandlerFails_TicksAgain()
    {
        await Cluster.Grain<IReminderGrain>("a").Register("fail", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        await Time.AdvanceUntil(Cluster.Gates, "fail 2", Step);
    }

    private protected abstract void Configure(ISiloBuilder silo);
}

public sealed class MemoryReminderTests : ReminderTests
{
    private protected override void Configure(ISiloBuilder silo) => silo.UseInMemoryReminderService();
}

public sealed class SqliteReminderTests : ReminderTests
{
    private readonly SqliteFile _file = new();

    [Fact]
    public async Task Reminder_Registered_OutlivesTheSilo()
    {
        var registered = Time.GetUtcNow().UtcDateTime;
        await Cluster.Grain<IReminderGrain>("a").Register("wake", TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));

        await Cluster.Cluster.RestartSiloAsync(Cluster.Cluster.Silos[0]);

        await Time.AdvanceUntil(Cluster.Gates, "wake 1", TimeSpan.FromSeconds(5));
        // The cluster's own client may still be looking for the new silo, which has a client inside.
        var tick = (await Cluster.Silo.GetRequiredService<IGrainFactory>().GetGrain<IReminderGrain>("a").Ticks())[0];
        Assert.InRange(tick.CurrentTickTime - registered, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }

    private protected override void Configure(ISiloBuilder silo) => silo.UseAdoNetReminderService(
        (AdoNetReminderTableOptions options) => (options.Invariant, options.ConnectionString) = (SqliteFile.Invariant, _file.ConnectionString));
}

internal interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<List<string>> Names();

    Task<List<TickStatus>> Ticks();

    Task Leave();
}

internal sealed class ReminderGrain(Gates gates) : Grain, IReminderGrain, IRemindable
{
    private readonly List<TickStatus> _ticks = [];

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<List<string>> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task<List<TickStatus>> Ticks() => Task.FromResult(_ticks);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _ticks.Add(status);
        gates.Open($"{reminderName} {_ticks.Count}");
        return reminderName == "fail" ? throw new InvalidOperationException("It fails each time.") : Task.CompletedTask;
    }
}

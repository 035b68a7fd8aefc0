using BenchHub.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Core.Internal;

namespace BenchHub.Orleans.Tests;

/// <summary>The life of an activation.</summary>
public sealed class ActivationTests : IAsyncLifetime
{
    private const string CollectsByTheRealClock = "Upstream collects idle grains by the real clock, whatever the container's.";

    private readonly ManualTime _time = new();
    private TestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.Start(silo =>
    {
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, _time);
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, _time);
        silo.Configure<GrainCollectionOptions>(options =>
            (options.CollectionAge, options.CollectionQuantum) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1)));
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Activation_FirstCall_FindsTheGrainActivated() => Assert.Equal(1, await _cluster.Grain<ILifeGrain>("a").ActivationCount());

    [Fact]
    public async Task Activation_Fails_CallFailsAndTheNextOneTriesAnew()
    {
        var grain = _cluster.Grain<IFragileGrain>("a");

        var thrown = await Assert.ThrowsAnyAsync<Exception>(grain.Ping);
        Assert.Contains("not today", thrown.ToString(), StringComparison.Ordinal);

        await grain.Ping();
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_ReachesANewActivation()
    {
        var grain = _cluster.Grain<ILifeGrain>("a");
        var before = await grain.Instance();

        await grain.Leave();

        Assert.NotEqual(before, await grain.Instance());
        Assert.Contains("a ends: ApplicationRequested", _cluster.Gates.Events);
    }

    [Fact]
    public async Task DeactivateOnIdle_FromOutside_EndsTheActivation()
    {
        var grain = _cluster.Grain<ILifeGrain>("a");
        var before = await grain.Instance();

        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        Assert.NotEqual(before, await grain.Instance());
    }

    [Fact]
    public async Task Deactivation_CallsThatWait_GoToTheNextActivation()
    {
        var grain = _cluster.Grain<ILifeGrain>("a");
        var before = await grain.Instance();
        var leaving = grain.LeaveWhen("go");
        await _cluster.Gates.Pass("a leaves");

        var waiting = Enumerable.Range(0, 5).Select(_ => grain.Instance()).ToArray();
        _cluster.Gates.Open("go");

        await leaving;
        var after = Assert.Single((await Task.WhenAll(waiting)).Distinct());
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task Idle_ForTheCollectionAge_IsDeactivated()
    {
        Assert.SkipUnless(Product.IsStandIn, CollectsByTheRealClock);
        var grain = _cluster.Grain<ILifeGrain>("idle");
        await grain.Instance();

        await _time.AdvanceUntil(_cluster.Gates, "idle ended", TimeSpan.FromMinutes(1));

        Assert.Contains("idle ends: ActivationIdle", _cluster.Gates.Events);
    }

    [Fact]
    public async Task Idle_ClassThatIsKeptAlive_Stays()
    {
        Assert.SkipUnless(Product.IsStandIn, CollectsByTheRealClock);
        var kept = _cluster.Grain<IKeptGrain>("kept");
        var before = await kept.Instance();
        await _cluster.Grain<ILifeGrain>("idle").Instance();

        await _time.AdvanceUntil(_cluster.Gates, "idle ended", TimeSpan.FromMinutes(1));

        Assert.Equal(before, await kept.Instance());
    }

    [Fact]
    public async Task StoppingTheSilo_DeactivatesEveryGrain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(index => _cluster.Grain<ILifeGrain>($"g{index}").Instance()));

        await _cluster.Cluster.StopAllSilosAsync();

        Assert.Equal(20, _cluster.Gates.Events.Count(text => text.EndsWith("ends: ShuttingDown", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Timer_TicksAtDueTimeAndPeriod()
    {
        var started = _time.GetUtcNow();
        var grain = _cluster.Grain<ITimerGrain>("a");
        await grain.Start(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

        await _time.AdvanceUntil(_cluster.Gates, "tick 3", TimeSpan.FromSeconds(1));

        var ticks = await grain.Ticks();
        Assert.InRange(ticks[0] - started, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(29));
        Assert.InRange(ticks[1] - ticks[0], TimeSpan.FromSeconds(29), TimeSpan.MaxValue);
        Assert.InRange(ticks[2] - ticks[1], TimeSpan.FromSeconds(29), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Timer_DuringACall_WaitsForItsEnd()
    {
        var grain = _cluster.Grain<ITimerGrain>("a");
        await grain.Start(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var held = grain.Hold("holding", "go");
        await _cluster.Gates.Pass("holding");

        _time.Advance(TimeSpan.FromSeconds(5));
        await grain.Ping();
        Assert.False(_cluster.Gates.IsOpen("tick 1"));

        _cluster.Gates.Open("go");
        await held;
        await _cluster.Gates.Pass("tick 1");
    }

    [Fact]
    public async Task Timer_ThatDoesNotKeepAlive_LetsTheGrainIdle()
    {
        Assert.SkipUnless(Product.IsStandIn, CollectsByTheRealClock);
        var grain = _cluster.Grain<ITimerGrain>("ticking");
        await grain.Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        await _time.AdvanceUntil(_cluster.Gates, "ticking ended", TimeSpan.FromSeconds(20));

        Assert.True(_cluster.Gates.IsOpen("tick 1"));
    }
}

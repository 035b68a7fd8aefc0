using BenchHub.Grains.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Systems;

public sealed class AdaptiveWindowTests
{
    private static readonly DateTimeOffset Now = ManualTime.Noon;

    [Fact]
    public void Within_NeverOverloaded_IsWhatTheRegistrationAllows()
    {
        var window = new AdaptiveWindow();
        window.Observe(inFlight: 40, answered: 400, overloaded: 0, Now);

        Assert.Null(window.Within(null));
        Assert.Equal(64, window.Within(64));
    }

    [Fact]
    public void Observe_Overload_HalvesOncePerSecondAndNeverBelowOne()
    {
        var window = new AdaptiveWindow();
        window.Observe(inFlight: 40, answered: 0, overloaded: 3, Now);
        Assert.Equal(20, window.Within(64));

        // The same overload, told by another holder.
        window.Observe(inFlight: 40, answered: 0, overloaded: 9, Now.AddSeconds(0.5));
        Assert.Equal(20, window.Within(64));

        for (var second = 1; second <= 9; second++)
        {
            window.Observe(inFlight: 40, answered: 0, overloaded: 1, Now.AddSeconds(second));
        }

        Assert.Equal(1, window.Within(null));
    }

    [Fact]
    public void Observe_RoundsThatGoWell_GrowByAboutOneEach()
    {
        var window = new AdaptiveWindow();
        window.Observe(inFlight: 20, answered: 0, overloaded: 1, Now);

        // 10 -> 10 + 10/10 = 11 -> 11 + 11/11 = 12
        window.Observe(inFlight: 10, answered: 10, overloaded: 0, Now.AddSeconds(2));
        Assert.Equal(11, window.Within(64));
        window.Observe(inFlight: 11, answered: 11, overloaded: 0, Now.AddSeconds(3));
        Assert.Equal(12, window.Within(64));
        Assert.Equal(8, window.Within(8));
    }

    [Fact]
    public void Pool_Adaptive_SharesTheWindowAndOthersKeepTheirLimit()
    {
        var limits = new SystemLimits { Concurrency = 32, Adaptive = true };
        var awake = Now + PermitPool.LeaseTime;
        var pool = new PermitPool(Now);
        Assert.Equal(32, pool.Grant(new("a", 32, 0, 32), limits, awake).Slots);

        Assert.Equal(16, pool.Grant(new("a", 32, 32, 32, Answered: 5, Overloaded: 2), limits, awake).Slots);
        Assert.Equal(17, pool.Grant(new("a", 32, 16, 32, Answered: 16), limits, awake.AddSeconds(2)).Slots);
        Assert.Equal(32, pool.Grant(new("a", 32, 16, 32), limits with { Adaptive = false }, awake.AddSeconds(2)).Slots);
    }
}

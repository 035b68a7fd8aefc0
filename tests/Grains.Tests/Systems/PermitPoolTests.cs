using BenchHub.Grains.Systems;
using BenchHub.Systems;
using FsCheck.Fluent;

namespace BenchHub.Grains.Tests.Systems;

public sealed class PermitPoolTests
{
    private static readonly DateTimeOffset Born = ManualTime.Noon;

    // After the quiet period, and the slowest pace of these tests.
    private static readonly DateTimeOffset Awake = Born + PermitPool.LeaseTime + TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Valid = PermitPool.LeaseTime - TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Unlimited_IsWhatIsWanted()
    {
        Assert.Equal(new(8, 8, TimeSpan.Zero, TimeSpan.Zero, PermitPool.LeaseTime), PermitPool.Unlimited(Want("a", 8)));
    }

    [Fact]
    public void Grant_Alone_GetsAllThatItWants()
    {
        var pool = new PermitPool(Born);

        Assert.Equal(5, pool.Grant(Want("a", 5), Slots(10), Awake).Slots);
        Assert.Equal(10, pool.Grant(Want("a", 50), Slots(10), Awake).Slots);
    }

    [Fact]
    public void Grant_JustActivated_AddsNothingToWhatIsInFlight()
    {
        var pool = new PermitPool(Born);

        Assert.Equal(0, pool.Grant(Want("a", 8), Slots(10), Born).Slots);
        Assert.Equal(3, pool.Grant(Want("a", 8, inFlight: 3), Slots(10), Born + PermitPool.LeaseTime - TimeSpan.FromTicks(1)).Slots);
        Assert.Equal(8, pool.Grant(Want("a", 8, inFlight: 3), Slots(10), Born + PermitPool.LeaseTime).Slots);
    }

    [Fact]
    public void Grant_NobodyEverGranted_NeedNotWait()
    {
        Assert.Equal(8, new PermitPool(null).Grant(Want("a", 8), Slots(10), Born).Slots);
        Assert.Equal(TimeSpan.Zero, new PermitPool(null).Grant(Want("a", 8), new() { CallsPerSecond = 0.01 }, Born).FirstAfter);
    }

    [Fact]
    public void Grant_OpenCallsOverTheShare_StartsNoNewOnesUntilTheOthersHaveTheirs()
    {
        var pool = new PermitPool(Born);
        Assert.Equal(8, pool.Grant(Want("a", 8), Slots(8), Awake).Slots);

        // b comes while a has all 8 in flight: a's share is 4 from now on, but b gets them only when a's calls have ended.
        Assert.Equal(0, pool.Grant(Want("b", 8), Slots(8), Awake).Slots);
        Assert.Equal(4, pool.Grant(Want("a", 8, inFlight: 8), Slots(8), Awake).Slots);
        Assert.Equal(0, pool.Grant(Want("b", 8), Slots(8), Awake).Slots);
        Assert.Equal(4, pool.Grant(Want("a", 8, inFlight: 6), Slots(8), Awake).Slots);
        Assert.Equal(2, pool.Grant(Want("b", 8), Slots(8), Awake).Slots);
        Assert.Equal(4, pool.Grant(Want("a", 8, inFlight: 4), Slots(8), Awake).Slots);
        Assert.Equal(4, pool.Grant(Want("b", 8, inFlight: 2), Slots(8), Awake).Slots);
    }

    [Fact]
    public void Grant_OneWantsLittle_LeavesTheRestToTheOther()
    {
        var pool = new PermitPool(Born);
        pool.Grant(Want("b", 1), Slots(8), Awake);

        Assert.Equal(7, pool.Grant(Want("a", 8), Slots(8), Awake).Slots);
        Assert.Equal(1, pool.Grant(Want("b", 1), Slots(8), Awake).Slots);
    }

    [Fact]
    public void Grant_ManyThatWantAll_SettlesWithinOneOfEqualShares()
    {
        // 10 slots among 3: 4 + 3 + 3, whoever comes first.
        var pool = new PermitPool(Born);
        var held = new Dictionary<string, int> { ["a"] = 0, ["b"] = 0, ["c"] = 0 };
        for (var round = 0; round < 4; round++)
        {
            foreach (var holder in held.Keys)
            {
                held[holder] = pool.Grant(Want(holder, 10, Math.Min(held[holder], 4)), Slots(10), Awake).Slots;
            }
        }

        Assert.Equal([3, 3, 4], held.Values.Order());
    }

    [Fact]
    public void Return_OfALease_FreesItsSlotsAtOnce()
    {
        var pool = new PermitPool(Born);
        pool.Grant(Want("a", 8), Slots(8), Awake);
        pool.Return("a");
        pool.Return("a");

        Assert.Equal(8, pool.Grant(Want("b", 8), Slots(8), Awake).Slots);
    }

    [Fact]
    public void Grant_TheOthersLeaseRanOut_HasItsSlots()
    {
        var pool = new PermitPool(Born);
        pool.Grant(Want("a", 8), Slots(8), Awake);

        Assert.Equal(0, pool.Grant(Want("b", 8), Slots(8), Awake + PermitPool.LeaseTime - TimeSpan.FromTicks(1)).Slots);
        Assert.Equal(8, pool.Grant(Want("b", 8), Slots(8), Awake + PermitPool.LeaseTime).Slots);
    }

    [Fact]
    public void Grant_ARate_PlacesEveryStartOnOneTimeLine()
    {
        // 10 per second: 100 ms apart, a second's worth at a time, whoever asks.
        var pool = new PermitPool(Born);
        var limits = new SystemLimits { CallsPerSecond = 10 };

        Assert.Equal(new(50, 10, TimeSpan.Zero, TimeSpan.FromMilliseconds(100), Valid, IsLimited: true), pool.Grant(Want("a", 50), limits, Awake));
        Assert.Equal((10, TimeSpan.FromSeconds(1)), Starts(pool.Grant(Want("b", 50), limits, Awake)));
        Assert.Equal((3, TimeSpan.FromSeconds(2)), Starts(pool.Grant(Want("c", 3), limits, Awake)));
        Assert.Equal((10, TimeSpan.FromSeconds(2.3)), Starts(pool.Grant(Want("a", 50), limits, Awake)));
    }

    [Fact]
    public void Grant_ARateThatIsSpentForALeaseTime_HasNoStart()
    {
        var pool = new PermitPool(Born);
        var limits = new SystemLimits { CallsPerSecond = 2 };
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(2, pool.Grant(Want("a", 9), limits, Awake).Calls);
        }

        // 10 starts at 2 per second fill the next 5 s.
        Assert.Equal(0, pool.Grant(Want("b", 9), limits, Awake).Calls);
        Assert.Equal((2, TimeSpan.FromSeconds(4)), Starts(pool.Grant(Want("b", 9), limits, Awake.AddSeconds(1))));
    }

    [Fact]
    public void Grant_ALongIdleTime_DoesNotSaveUpStarts()
    {
        var pool = new PermitPool(Born);
        var limits = new SystemLimits { CallsPerSecond = 10 };

        Assert.Equal((10, TimeSpan.Zero), Starts(pool.Grant(Want("a", 50), limits, Awake.AddHours(1))));
        Assert.Equal((10, TimeSpan.FromSeconds(1)), Starts(pool.Grant(Want("b", 50), limits, Awake.AddHours(1))));
    }

    [Fact]
    public void Grant_ARateJustActivated_StartsAfterTheQuietPeriod()
    {
        var grant = new PermitPool(Born).Grant(Want("a", 5), new() { CallsPerSecond = 10 }, Born.AddSeconds(1));

        // The predecessor's last start may lie at the end of the quiet period: 4 s, and 100 ms after that.
        Assert.Equal((5, TimeSpan.FromSeconds(4.1)), Starts(grant));
    }

    [Fact]
    public void Grant_ARate_PlacesNoStartWhereALeaseDoesNotReach()
    {
        // 10 per second until 4.7 s are placed; of the next ten, those at 4.7, 4.8 and 4.9 s lie within 5 s.
        var pool = new PermitPool(Born);
        var limits = new SystemLimits { CallsPerSecond = 10 };
        for (var second = 0; second < 4; second++)
        {
            pool.Grant(Want("a", 10), limits, Awake);
        }

        pool.Grant(Want("a", 7), limits, Awake);

        Assert.Equal((3, TimeSpan.FromSeconds(4.7)), Starts(pool.Grant(Want("a", 10), limits, Awake)));
    }

    [Fact]
    public void Grant_NoCallsWanted_KeepsTheTimeLine()
    {
        var pool = new PermitPool(Born);
        var limits = new SystemLimits { CallsPerSecond = 10 };
        pool.Grant(new("a", 5, 0, 0), limits, Awake);

        Assert.Equal(TimeSpan.Zero, pool.Grant(Want("b", 5), limits, Awake).FirstAfter);
    }

    /// <summary>
    /// Holders that lease, call, end calls, return, vanish and let time pass in any order never have more calls in
    /// flight than the limit, also across a new activation of the grain.
    /// </summary>
    [Fact]
    public void Grant_AnyInterleaving_KeepsCallsInFlightWithinTheLimit()
    {
        var steps =
            from limit in Gen.Choose(1, 12)
            from sequence in Gen.ListOf(
                from kind in Gen.Choose(0, 5)
                from holder in Gen.Choose(0, 3)
                from amount in Gen.Choose(0, 12)
                select new Step((StepKind)kind, holder, amount), 80)
            select (limit, sequence.ToArray());

        Property.Holds(steps, run => new LimitedWorld(run.limit).Run(run.Item2), tests: 2_000);
    }

    private static LeasePermits Want(string holder, int slots, int inFlight = 0) => new(holder, slots, inFlight, slots);

    private static SystemLimits Slots(int limit) => new() { Concurrency = limit };

    private static (int Calls, TimeSpan FirstAfter) Starts(PermitGrant grant) => (grant.Calls, grant.FirstAfter);

    private enum StepKind
    {
        Lease,
        StartCalls,
        EndCalls,
        Return,
        Pass,
        Activate,
    }

    private readonly record struct Step(StepKind Kind, int Holder, int Amount);

    /// <summary>Holders that keep to what they were granted, and count what they have in flight.</summary>
    private sealed class LimitedWorld(int limit)
    {
        private readonly (int Slots, int InFlight, DateTimeOffset Until)[] _holders = new (int, int, DateTimeOffset)[4];
        private PermitPool _pool = new(Born - PermitPool.LeaseTime);
        private DateTimeOffset _now = Born;

        public bool Run(Step[] steps)
        {
            foreach (var step in steps)
            {
                Take(step);
                for (var i = 0; i < _holders.Length; i++)
                {
                    if (_holders[i].Until <= _now)
                    {
                        _holders[i] = default; // not renewed: open calls are given up
                    }
                }

                if (_holders.Sum(static holder => holder.InFlight) > limit)
                {
                    return false;
                }
            }

            return true;
        }

        private void Take(Step step)
        {
            ref var holder = ref _holders[step.Holder];
            switch (step.Kind)
            {
                case StepKind.Lease:
                    var grant = _pool.Grant(new($"h{step.Holder}", step.Amount, holder.InFlight, step.Amount), Slots(limit), _now);
                    holder = (grant.Slots, holder.InFlight, _now + grant.ValidFor);
                    break;
                case StepKind.StartCalls:
                    holder.InFlight = Math.Max(holder.InFlight, Math.Min(holder.Slots, holder.InFlight + step.Amount));
                    break;
                case StepKind.EndCalls:
                    holder.InFlight = Math.Max(0, holder.InFlight - step.Amount);
                    break;
                case StepKind.Return:
                    _pool.Return($"h{step.Holder}");
                    holder = default;
                    break;
                case StepKind.Pass:
                    _now += TimeSpan.FromMilliseconds(250 * step.Amount);
                    break;
                default:
                    _pool = new(_now); // the grain was lost and is activated anew
                    break;
            }
        }
    }
}

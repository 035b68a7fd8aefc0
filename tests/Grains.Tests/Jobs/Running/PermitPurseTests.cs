using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Jobs.Running;

public sealed class PermitPurseTests : IDisposable
{
    private static readonly TimeSpan Valid = TimeSpan.FromSeconds(4.5);

    private readonly ManualTime _time = new();
    private readonly SteadyClock _clock;
    private readonly PermitPurse _purse;

    public PermitPurseTests() => (_clock, _purse) = (new(_time), new(new SteadyClock(_time), new(CallGate.Default)));

    public void Dispose() => _purse.Dispose();

    [Fact]
    public async Task Wish_UntilTheAnswer_StartsNoMoreThanItSaid()
    {
        Fill(Slots(8));
        var first = await Take();
        await Take();

        // Two are open, and the grain hears so: it may give six to others, which must not be started meanwhile.
        Assert.Equal(2, _purse.Wish("a", 8).InFlight);
        var third = Take();
        Assert.False(third.IsCompleted);

        // One that ended may be replaced.
        first.Dispose();
        await third.Within("the place of the one that ended");
        var fourth = Take();
        Assert.False(fourth.IsCompleted);
        Fill(Slots(3));
        await fourth.Within("the third place");
        Assert.False(Take().IsCompleted);
    }

    [Fact]
    public void Take_LeaseHasRunOut_Waits()
    {
        Fill(Slots(8));
        _time.Advance(Valid - TimeSpan.FromTicks(1));
        Assert.True(Take().IsCompleted);

        _time.Advance(TimeSpan.FromTicks(1));

        Assert.False(Take().IsCompleted);
    }

    [Fact]
    public void Fill_AnswerIsOlderThanItsLease_GivesNothing()
    {
        var askedAt = _clock.Now;
        _time.Advance(Valid);

        _purse.Fill(Slots(8), askedAt);

        Assert.False(Take().IsCompleted);
    }

    [Fact]
    public void Take_NothingIsLimited_NeedsNoRenewal()
    {
        Fill(PermitPool.Unlimited(new("a", 8, 0, 0)));
        _purse.Wish("a", 8);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.True(Take().IsCompleted);
    }

    [Fact]
    public void Take_ReservedStartsWereNotUsed_Lapse()
    {
        // 10 per second, three of them: their time is 0.3 s, and a start is 0.25 s late at the most.
        Fill(Starts(3));
        Assert.True(Take().IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.55));
        Assert.True(Take().IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(Take().IsCompleted);
        Assert.Equal(1, _purse.Wish("a", 8).Calls);
    }

    [Fact]
    public async Task Take_ManyStarts_KeepTheirDistance()
    {
        Fill(Starts(3));
        Task[] taken = [Take(), Take(), Take()];

        for (var started = 0; started < 3; started++)
        {
            await taken[started].Within($"start {started}");
            Assert.DoesNotContain(taken[(started + 1)..], static task => task.IsCompleted);
            _time.Advance(TimeSpan.FromMilliseconds(100));
            _purse.Spend(_clock.Now + Valid);
        }
    }

    [Fact]
    public void Wish_NobodyWaits_ReservesNoStarts()
    {
        Fill(Starts(0));
        Assert.Equal(0, _purse.Wish("a", 8).Calls);

        Fill(Starts(0));
        Assert.DoesNotContain([Take(), Take()], static waiting => waiting.IsCompleted);

        Assert.Equal(2, _purse.Wish("a", 8).Calls);
    }

    private Task<PermitPurse.Permit> Take() => _purse.Take(CancellationToken.None);

    private void Fill(PermitGrant grant) => _purse.Fill(grant, _clock.Now);

    private static PermitGrant Slots(int slots) => new(slots, slots, TimeSpan.Zero, TimeSpan.Zero, Valid, IsLimited: true);

    private static PermitGrant Starts(int calls) => new(8, calls, TimeSpan.Zero, TimeSpan.FromMilliseconds(100), Valid, IsLimited: true);
}

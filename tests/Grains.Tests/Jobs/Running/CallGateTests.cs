using BenchHub.Grains.Jobs.Running;
using BenchHub.Systems;
using Microsoft.Extensions.Configuration;

namespace BenchHub.Grains.Tests.Jobs.Running;

public sealed class CallGateTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Take_SiloIsFull_WaitsForAPlaceOfAnotherRun()
    {
        var gate = new CallGate(2);
        using PermitPurse a = Purse(gate), b = Purse(gate);
        var (first, _) = (await Take(a), await Take(a));
        var ofA = Take(a);
        var ofB = Take(b);
        Assert.False(ofA.IsCompleted || ofB.IsCompleted);

        first.Dispose();
        (await ofA.Within("the place, in the order of asking")).Dispose();

        await ofB.Within("the place after that");
    }

    [Fact]
    public async Task Take_ManyCallsOfOneRunWait_TheOtherRunHasItsTurn()
    {
        var gate = new CallGate(1);
        using PermitPurse a = Purse(gate), b = Purse(gate);
        var open = await Take(a);
        List<Task<PermitPurse.Permit>> ofA = [Take(a), Take(a), Take(a)];
        var ofB = Take(b);

        open.Dispose();
        (await ofA[0].Within("the first of a")).Dispose();

        await ofB.Within("the one of b");
        Assert.DoesNotContain(ofA[1..], static waiting => waiting.IsCompleted);
    }

    [Fact]
    public async Task Leave_NobodyNeedsThePlaceAnyMore_IsFree()
    {
        var gate = new CallGate(1);
        using var stop = new CancellationTokenSource();
        using PermitPurse a = Purse(gate), gone = Purse(gate), cancelled = Purse(gate);
        var open = await Take(a);
        _ = Take(gone);
        var given = cancelled.Take(stop.Token);
        gone.Dispose();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        open.Dispose();

        await Take(a).Within("the place that nobody took");
    }

    [Fact]
    public async Task Take_StartsLapsedWhileTheSiloWasFull_KeepsThePlaceForTheNext()
    {
        var gate = new CallGate(1);
        using PermitPurse a = Purse(gate), paced = new(new(_time), gate);
        var open = await Take(a);
        var waiting = Take(paced);
        paced.Fill(Starts, _time.GetUtcNow());
        Assert.False(waiting.IsCompleted);

        // While it queues it asks for no starts, which would lapse.
        Assert.Equal(0, paced.Wish("paced", 8).Calls);
        paced.Fill(Starts with { Calls = 0 }, _time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(1));
        var news = paced.Spend(_time.GetUtcNow() + TimeSpan.FromSeconds(1))!.Value.News;
        open.Dispose();
        await news.Within("the news of the place");

        Assert.Null(paced.Spend(_time.GetUtcNow() + TimeSpan.FromSeconds(1)));
        Assert.Equal(1, paced.Wish("paced", 8).Calls);
        Assert.False(Take(a).IsCompleted);
        paced.Fill(Starts, _time.GetUtcNow());
        await waiting.Within("the start in the place that was kept");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public void Of_NoPositiveNumber_SaysWhatToGive(string text)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(CallGate.Setting, text)]).Build();

        Assert.Contains($"BenchHub:CallsPerSilo is '{text}'", Assert.Throws<RefusedException>(() => CallGate.Of(configuration)).Message);
    }

    private static PermitGrant Starts => new(8, 1, TimeSpan.Zero, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(4.5), IsLimited: true);

    private PermitPurse Purse(CallGate gate)
    {
        var purse = new PermitPurse(new(_time), gate);
        purse.Fill(new(8, 8, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1), IsLimited: true), _time.GetUtcNow());
        return purse;
    }

    private static Task<PermitPurse.Permit> Take(PermitPurse purse) => purse.Take(CancellationToken.None);
}

using BenchHub.Orleans.Tests.Support;

namespace BenchHub.Orleans.Tests;

public sealed class CallTests : IAsyncLifetime
{
    private TestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Call_SameKey_ReachesTheSameActivation()
    {
        await _cluster.Grain<ICallGrain>("a").Add(2);
        await _cluster.Grain<ICallGrain>("b").Add(10);

        Assert.Equal(5, await _cluster.Grain<ICallGrain>("a").Add(3));
    }

    [Fact]
    public async Task Call_ValueTaskMethod_ReturnsItsResult() => Assert.Equal("a!", await _cluster.Grain<ICallGrain>("a").Shout());

    [Fact]
    public async Task Call_GrainThrows_CallerGetsTheException()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => _cluster.Grain<ICallGrain>("a").Fail("no such thing"));

        Assert.Equal("no such thing", thrown.Message);
    }

    [Fact]
    public async Task Call_MutableArgument_IsCopied() => Assert.Equal([1, 2], await _cluster.Grain<ICallerGrain>("a").PassListAndChangeIt());

    [Fact]
    public async Task Call_MutableResult_IsCopied() => Assert.Equal([1, 2], await _cluster.Grain<ICallerGrain>("a").ChangeReturnedList());

    [Fact]
    public async Task Call_MutableMembers_AreCopiedDeeply() => Assert.Equal("before", await _cluster.Grain<ICallerGrain>("a").PassNoteAndChangeIt());

    [Fact]
    public async Task Call_TypeWithoutSerializer_Fails() =>
        await Assert.ThrowsAnyAsync<Exception>(() => _cluster.Grain<ICallerGrain>("a").PassUnmarked());

    [Fact]
    public async Task Call_AnswerIsLate_TimesOut()
    {
        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => _cluster.Grain<ICallGrain>("late").NeverAnswer());

        Assert.Contains("NeverAnswer", thrown.Message, StringComparison.Ordinal);
        _cluster.Gates.Open("late");
    }

    [Fact]
    public async Task Call_OneWay_ReturnsBeforeItHasRun()
    {
        await _cluster.Grain<ICallGrain>("a").Notify("go", "done");
        Assert.False(_cluster.Gates.IsOpen("done"));

        _cluster.Gates.Open("go");
        await _cluster.Gates.Pass("done");
    }

    [Fact]
    public async Task Call_TokenIsCancelled_CallerStopsAndGrainLearnsOfIt()
    {
        using var cancellation = new CancellationTokenSource();
        var call = _cluster.Grain<ICallGrain>("a").WaitForCancellation(cancellation.Token);
        await _cluster.Gates.Pass("waiting");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await _cluster.Gates.Pass("cancelled");
    }

    [Fact]
    public async Task RequestContext_SetByTheCaller_FlowsToEveryCallee()
    {
        RequestContext.Set("user", "kim");

        Assert.Equal("kim", await _cluster.Grain<ICallerGrain>("a").RelayUser());
    }

    [Fact]
    public void Reference_SameGrain_IsEqual()
    {
        Assert.Equal(_cluster.Grain<ICallGrain>("a"), _cluster.Grain<ICallGrain>("a"));
        Assert.NotEqual(_cluster.Grain<ICallGrain>("a"), _cluster.Grain<ICallGrain>("b"));
        Assert.Equal("a", _cluster.Grain<ICallGrain>("a").GetPrimaryKeyString());
        Assert.Equal("call/a", _cluster.Grain<ICallGrain>("a").GetGrainId().ToString());
    }

    [Fact]
    public void UniformHashCode_OfAGrainId_IsTheSameEverywhere()
    {
        // Published values of xxHash32 with seed 0: "a" 0x550D7456, "abc" 0x32D153FF, and for 43 characters 0xE85EA4DE;
        // the digest is big-endian and an id reads it little-endian, so each stands here with its bytes in reverse order.
        const string pangram = "The quick brown fox jumps over the lazy dog";

        Assert.Equal(unchecked((0x56740D55u * 31) + 0xFF53D132u), GrainId.Create("a", "abc").GetUniformHashCode());
        Assert.Equal(unchecked((0x56740D55u * 31) + 0xDEA45EE8u), GrainId.Create("a", pangram).GetUniformHashCode());
    }

    [Fact]
    public async Task Reference_AsArgument_Works() => Assert.Equal(7, await _cluster.Grain<ICallerGrain>("a").AddThrough(_cluster.Grain<ICallGrain>("through"), 7));

    [Fact]
    public async Task Keys_IntegerAndGuid_RoundTrip()
    {
        var guid = Guid.NewGuid();

        Assert.Equal(-42, await _cluster.Cluster.Client.GetGrain<IIntegerGrain>(-42).Key());
        Assert.Equal(guid, await _cluster.Cluster.Client.GetGrain<IGuidGrain>(guid).Key());
    }

    [Fact]
    public void GetGrain_NoImplementation_SaysSo() =>
        Assert.Throws<ArgumentException>(() => _cluster.Grain<INobodyGrain>("a"));
}

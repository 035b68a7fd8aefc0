using BenchHub.Orleans.Tests.Support;

namespace BenchHub.Orleans.Tests;

/// <summary>Which calls of one grain may overlap.</summary>
public sealed class TurnTests : IAsyncLifetime
{
    private TestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Calls_OfOneGrain_RunOneAtATime()
    {
        var grain = _cluster.Grain<ITurnGrain>("a");
        var held = grain.Hold("holding", "go");
        await _cluster.Gates.Pass("holding");

        var others = Enumerable.Range(0, 200).Select(_ => grain.Overlap()).ToArray();
        await grain.Ping();
        Assert.DoesNotContain(others, call => call.IsCompleted);

        _cluster.Gates.Open("go");
        await held;
        Assert.All(await Task.WhenAll(others), overlap => Assert.Equal(1, overlap));
    }

    [Fact]
    public async Task Await_InAMethod_ComesBackToTheTurn() => Assert.True(await _cluster.Grain<ITurnGrain>("a").KeepsSchedulerAcrossAwaits());

    [Fact]
    public async Task ReadOnly_TwoReads_Overlap()
    {
        var grain = _cluster.Grain<ITurnGrain>("a");

        await Task.WhenAll(grain.Read("first", "second"), grain.Read("second", "first"));
    }

    [Fact]
    public async Task ReadOnly_WriteDuringARead_Waits()
    {
        var grain = _cluster.Grain<ITurnGrain>("a");
        var read = grain.Read("reading", "go");
        await _cluster.Gates.Pass("reading");

        var write = grain.Write("written");
        await grain.Ping();
        Assert.False(_cluster.Gates.IsOpen("written"));

        _cluster.Gates.Open("go");
        await Task.WhenAll(read, write);
        Assert.True(_cluster.Gates.IsOpen("written"));
    }

    [Fact]
    public async Task ReadOnly_ReadDuringAWrite_Waits()
    {
        var grain = _cluster.Grain<ITurnGrain>("a");
        var write = grain.Hold("writing", "go");
        await _cluster.Gates.Pass("writing");

        var read = grain.Read("read", "go");
        await grain.Ping();
        Assert.False(_cluster.Gates.IsOpen("read"));

        _cluster.Gates.Open("go");
        await Task.WhenAll(read, write);
    }

    [Fact]
    public async Task AlwaysInterleave_DuringAnotherCall_Runs()
    {
        var grain = _cluster.Grain<ITurnGrain>("a");
        var held = grain.Hold("holding", "go");
        await _cluster.Gates.Pass("holding");

        await grain.OpenGate("go");

        await held;
    }

    [Fact]
    public async Task Reentrant_CallsOverlapAtAwaits()
    {
        var grain = _cluster.Grain<IReentrantGrain>("a");

        await Task.WhenAll(grain.Meet("left", "right"), grain.Meet("right", "left"));
    }

    [Fact]
    public async Task StatelessWorker_TwoCalls_RunInTwoActivations()
    {
        var grain = _cluster.Cluster.Client.GetGrain<IWorkerGrain>(0);

        var instances = await Task.WhenAll(grain.Meet("left", "right"), grain.Meet("right", "left"));

        Assert.NotEqual(instances[0], instances[1]);
    }

    [Fact]
    public async Task StatelessWorker_MoreCallsThanWorkers_TheRestWait()
    {
        var grain = _cluster.Cluster.Client.GetGrain<IWorkerGrain>(1);

        var instances = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => grain.Instance()));

        Assert.InRange(instances.Distinct().Count(), 1, 2);
    }
}

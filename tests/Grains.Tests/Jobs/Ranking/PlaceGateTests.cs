using BenchHub.Grains.Jobs.Ranking;

namespace BenchHub.Grains.Tests.Jobs.Ranking;

public sealed class PlaceGateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reached_APlaceThatIsNotOpen_WaitsUntilItIs()
    {
        var gate = new PlaceGate(2);
        Assert.True(gate.Reached(1, Ct).IsCompletedSuccessfully);

        var waiting = gate.Reached(5, Ct);
        gate.Open(4);
        gate.Open(3);
        Assert.False(waiting.IsCompleted);
        gate.Open(6);
        await waiting.Within("the place to open");
        Assert.False(gate.Reached(6, Ct).IsCompleted);
    }

    [Fact]
    public async Task Reached_GivenUp_Ends()
    {
        using var given = new CancellationTokenSource();
        var waiting = new PlaceGate(0).Reached(0, given.Token);
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}

using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Tests.Net;

public sealed class OutboundClockTests
{
    private static readonly OutboundCall Call = new(HttpMethod.Get, new("http://127.0.0.1:9/retrieve"), TimeSpan.FromMinutes(1));

    [Fact]
    public void Explain_FaultAfterTheCallerGaveUp_IsTheEndThatItAskedFor()
    {
        using var caller = new CancellationTokenSource();
        using var clock = new OutboundClock(Call.Timeout, TimeProvider.System, caller.Token);
        var refused = new HttpRequestException("Connection refused (127.0.0.1:9)");
        Assert.IsType<CallFailedException>(clock.Explain(Call, refused));

        caller.Cancel();

        // The connection was refused in the very moment: nobody waits for a sentence about it any more.
        Assert.True(clock.IsFaultOf(refused));
        var given = Assert.IsType<OperationCanceledException>(clock.Explain(Call, refused));
        Assert.Equal((caller.Token, refused), (given.CancellationToken, given.InnerException));
        Assert.False(clock.IsFaultOf(given));
    }
}

using System.Globalization;
using BenchHub.Grpc.Tests.Protos;
using BenchHub.Grpc.Tests.Raw;
using BenchHub.Grpc.Tests.Server;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grpc.Tests;

public sealed class DeadlineTests(GrpcServer server) : IDisposable
{
    /// <summary>The HTTP/2 error code CANCEL, RFC 9113 section 7.</summary>
    private const long Cancel = 8;

    private readonly RawCaller _caller = new(server.Http2);

    [Fact]
    public async Task Unary_HandlerOutlivesTheDeadline_AnswersDeadlineExceededAndStopsTheHandler()
    {
        var answer = await _caller.Call(
            RawCaller.Probe + "Echo", new EchoRequest { Act = "hang", Text = "late" }, ("grpc-timeout", "200m"));

        Assert.Equal(StatusCode.DeadlineExceeded, answer.Status);
        Assert.Empty(answer.Messages);
        await server.Signals.Raised("late stopped");
    }

    [Fact]
    public async Task ServerStreaming_DeadlineInTheMiddle_KeepsTheMessagesSent()
    {
        var answer = await _caller.Call(
            RawCaller.Probe + "Count", new CountRequest { To = 3, Act = "hang", Text = "late stream" }, ("grpc-timeout", "300m"));

        Assert.Equal(3, answer.Messages.Count);
        Assert.Equal(StatusCode.DeadlineExceeded, answer.Status);
        await server.Signals.Raised("late stream stopped");
    }

    [Fact]
    public async Task Duplex_SilentClient_IsEndedByTheDeadline()
    {
        var body = new PushContent();
        try
        {
            using var stream = await _caller.Open(
                RawCaller.Probe + "Chat", body, CancellationToken.None, ("grpc-timeout", "200m"));

            // Nothing was sent before, so the status stands in the headers; what follows may be a reset.
            Assert.Equal(StatusCode.DeadlineExceeded, stream.Finish([]).Status);
        }
        catch (HttpRequestException exception) when (exception.InnerException is HttpProtocolException { ErrorCode: Cancel })
        {
            // A reset that overtakes the headers in the client ends the call as well; a gRPC client knows its own deadline.
        }
        finally
        {
            body.Complete();
        }
    }

    [Fact]
    public async Task Unary_DeadlinePasses_IsNoFaultInTheLog()
    {
        await _caller.Call(RawCaller.Probe + "Echo", new EchoRequest { Act = "hang", Text = "quiet" }, ("grpc-timeout", "50m"));
        await server.Signals.Raised("quiet stopped");

        // A second call on the same connection: the first has been logged by then or never will be as a fault.
        await _caller.Call(RawCaller.Probe + "Echo", new EchoRequest());
        Assert.DoesNotContain(server.Logs.Lines, static line => line.Level >= LogLevel.Error && line.Exception is OperationCanceledException);
    }

    [Theory]
    [InlineData("1H", 3600)]
    [InlineData("5M", 300)]
    [InlineData("20S", 20)]
    [InlineData("20000m", 20)]
    [InlineData("20000000u", 20)]
    [InlineData("99999999H", 99_999_999)]
    public async Task Context_Timeout_BecomesTheDeadline(string timeout, int seconds)
    {
        var before = TimeProvider.System.GetUtcNow();
        var facts = EchoReply.Parser.ParseFrom((await _caller.Call(
            RawCaller.Probe + "Echo", new EchoRequest(), ("grpc-timeout", timeout))).Messages.Single()).Facts;
        var after = TimeProvider.System.GetUtcNow();

        var deadline = DateTimeOffset.ParseExact(facts["deadline"], "O", CultureInfo.InvariantCulture);
        Assert.InRange(deadline, before.AddSeconds(seconds - 0.1), after.AddSeconds(seconds + 0.1));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("S")]
    [InlineData("0S")]
    [InlineData("-5S")]
    public async Task Context_UnreadableTimeout_IsNone(string timeout)
    {
        var answer = await _caller.Call(RawCaller.Probe + "Echo", new EchoRequest(), ("grpc-timeout", timeout));

        Assert.Equal(DateTime.MaxValue.ToString("O"), EchoReply.Parser.ParseFrom(answer.Messages.Single()).Facts["deadline"]);
    }

    [Theory]
    [InlineData("Echo")]
    [InlineData("Count")]
    public async Task Call_ClientCancels_StopsTheHandler(string method)
    {
        using var cancel = new CancellationTokenSource();
        var name = $"cancelled {method}";
        Google.Protobuf.IMessage request = method == "Echo"
            ? new EchoRequest { Act = "hang", Text = name }
            : new CountRequest { Act = "hang", Text = name };
        var call = _caller.Open(RawCaller.Probe + method, new ByteArrayContent(Frame.Of(request)), cancel.Token);
        await server.Signals.Raised($"{name} waits");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await server.Signals.Raised($"{name} stopped");
    }

    public void Dispose() => _caller.Dispose();
}

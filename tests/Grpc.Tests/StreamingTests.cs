using BenchHub.Grpc.Tests.Protos;
using BenchHub.Grpc.Tests.Raw;
using BenchHub.Grpc.Tests.Server;
using Grpc.Core;

namespace BenchHub.Grpc.Tests;

public sealed class StreamingTests(GrpcServer server) : IDisposable
{
    private readonly RawCaller _caller = new(server.Http2);

    [Fact]
    public async Task ServerStreaming_SeveralMessages_ArriveInOrderAndThenOk()
    {
        var answer = await _caller.Call(RawCaller.Probe + "Count", new CountRequest { To = 1000 });

        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.Equal(
            Enumerable.Range(1, 1000).Select(static value => (long)value),
            answer.Messages.Select(static message => Number.Parser.ParseFrom(message).Value));
    }

    [Fact]
    public async Task ServerStreaming_NoMessage_IsOkAndTrailersOnly()
    {
        var answer = await _caller.Call(RawCaller.Probe + "Count", new CountRequest());

        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.Empty(answer.Messages);
        Assert.True(answer.TrailersOnly);
    }

    [Fact]
    public async Task ServerStreaming_RefusedAfterMessages_KeepsThemAndSendsStatusInTrailers()
    {
        var answer = await _caller.Call(RawCaller.Probe + "Count", new CountRequest { To = 2, Act = "refuse" });

        Assert.Equal(2, answer.Messages.Count);
        Assert.Equal((StatusCode.FailedPrecondition, "enough"), (answer.Status, answer.Message));
        Assert.False(answer.TrailersOnly);
        Assert.Equal("full", Assert.Single(answer.Trailers.GetValues("reason")));
    }

    [Fact]
    public async Task ServerStreaming_EachMessage_IsSentBeforeTheHandlerGoesOn()
    {
        var request = new CountRequest { To = 2, Act = "hang", Text = "flushed" };
        using var cancel = new CancellationTokenSource();
        using var stream = await _caller.Open(
            RawCaller.Probe + "Count", new ByteArrayContent(Frame.Of(request)), cancel.Token);

        Assert.Equal(1, Number.Parser.ParseFrom(await stream.Next()).Value);
        Assert.Equal(2, Number.Parser.ParseFrom(await stream.Next()).Value);
        await server.Signals.Raised("flushed waits");
    }

    // 1 + 2 + 39 = 42
    [Fact]
    public async Task ClientStreaming_SeveralMessages_AreAllRead()
    {
        byte[] body = [.. Frame.Of(new Number { Value = 1 }), .. Frame.Of(new Number { Value = 2 }), .. Frame.Of(new Number { Value = 39 })];

        var answer = await _caller.Send(RawCaller.Probe + "Sum", new ByteArrayContent(body));

        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.Equal(42, Number.Parser.ParseFrom(Assert.Single(answer.Messages)).Value);
    }

    [Fact]
    public async Task ClientStreaming_NoMessage_IsAnEmptyStream()
    {
        var answer = await _caller.Send(RawCaller.Probe + "Sum", new ByteArrayContent([]));

        Assert.Equal(0, Number.Parser.ParseFrom(Assert.Single(answer.Messages)).Value);
    }

    [Fact]
    public async Task ClientStreaming_MessageInPieces_IsReadWhole()
    {
        var frame = Frame.Of(new Number { Value = 123456789 });
        var body = new PushContent();
        foreach (var value in frame)
        {
            body.Push([value]);
        }

        body.Complete();

        Assert.Equal(123456789, Number.Parser.ParseFrom(Assert.Single((await _caller.Send(RawCaller.Probe + "Sum", body)).Messages)).Value);
    }

    [Fact]
    public async Task Duplex_EachMessage_IsAnsweredBeforeTheNextIsSent()
    {
        var body = new PushContent();
        body.Push(new EchoRequest { Text = "0" });
        using var stream = await _caller.Open(RawCaller.Probe + "Chat", body, CancellationToken.None);
        Assert.Equal("0", EchoReply.Parser.ParseFrom(await stream.Next()).Text);

        for (var turn = 1; turn < 50; turn++)
        {
            body.Push(new EchoRequest { Text = $"{turn}" });
            Assert.Equal($"{turn}", EchoReply.Parser.ParseFrom(await stream.Next()).Text);
        }

        body.Complete();
        Assert.Null(await stream.Next());
        Assert.Equal(StatusCode.OK, stream.Finish([]).Status);
    }

    [Fact]
    public async Task Duplex_RefusedWhileTheRequestIsOpen_EndsTheCall()
    {
        var body = new PushContent();
        body.Push(new EchoRequest { Text = "fine" });
        using var stream = await _caller.Open(RawCaller.Probe + "Chat", body, CancellationToken.None);
        Assert.NotNull(await stream.Next());

        body.Push(new EchoRequest { Act = "refuse" });

        Assert.Null(await stream.Next());
        Assert.Equal((StatusCode.Aborted, "not that"), (stream.Finish([]).Status, stream.Finish([]).Message));
        body.Complete();
    }

    public void Dispose() => _caller.Dispose();
}

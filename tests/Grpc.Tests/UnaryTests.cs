using BenchHub.Grpc.Tests.Protos;
using BenchHub.Grpc.Tests.Raw;
using BenchHub.Grpc.Tests.Server;
using Google.Protobuf.Collections;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grpc.Tests;

public sealed class UnaryTests(GrpcServer server) : IDisposable
{
    private const string Echo = RawCaller.Probe + "Echo";

    private readonly RawCaller _caller = new(server.Http2);

    [Fact]
    public async Task Call_OneMessage_IsAnsweredWithOneMessageAndOk()
    {
        var answer = await _caller.Call(Echo, new EchoRequest { Text = "안녕" });

        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.Null(answer.EncodedMessage);
        Assert.Equal("application/grpc", answer.ContentType);
        Assert.False(answer.TrailersOnly);
        Assert.Equal("안녕", EchoReply.Parser.ParseFrom(Assert.Single(answer.Messages)).Text);
    }

    [Fact]
    public async Task Call_EmptyMessage_IsAMessage()
    {
        var answer = await _caller.Call(Echo, new EchoRequest());

        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.Single(answer.Messages);
    }

    [Fact]
    public async Task Call_HandlerThrowsRpcException_AnswersItsStatusSentenceAndTrailers()
    {
        var answer = await _caller.Call(Echo, new EchoRequest { Act = "refuse" });

        Assert.Equal(StatusCode.NotFound, answer.Status);
        Assert.Equal("No system named '북극곰' 100%\n.", answer.Message);
        Assert.Equal("unknown-system", answer.Last("reason"));
        Assert.Equal([1, 2, 254, 255], Convert.FromBase64String(answer.Last("detail-bin")!));
        Assert.Empty(answer.Messages);
    }

    // UTF-8 of 북극곰 is EB B6 81 EA B7 B9 EA B3 B0; '%' is 25 and the line feed 0A.
    [Fact]
    public async Task Call_SentenceOutsideAscii_IsPercentEncodedOnTheWire()
    {
        var answer = await _caller.Call(Echo, new EchoRequest { Act = "refuse" });

        Assert.Equal("No system named '%EB%B6%81%EA%B7%B9%EA%B3%B0' 100%25%0A.", answer.EncodedMessage);
    }

    [Fact]
    public async Task Call_FailureBeforeAnyMessage_IsTrailersOnly()
    {
        var answer = await _caller.Call(Echo, new EchoRequest { Act = "refuse" });

        Assert.True(answer.TrailersOnly);
        Assert.Empty(answer.Trailers);
    }

    [Fact]
    public async Task Call_HandlerFails_AnswersUnknownWithoutTheReasonAndLogsItOnce()
    {
        var answer = await _caller.Call(Echo, new EchoRequest { Act = "fail", Text = "46d1" });

        Assert.Equal(StatusCode.Unknown, answer.Status);
        Assert.DoesNotContain("secret", answer.Message, StringComparison.Ordinal);
        var logged = Assert.Single(server.Logs.Lines, static line => line.Exception?.Message == "secret 46d1");
        Assert.Equal(LogLevel.Error, logged.Level);
    }

    [Fact]
    public async Task Call_HandlerSetsStatusAndTrailers_SendsThemAfterTheMessage()
    {
        var answer = await _caller.Call(Echo, new EchoRequest { Act = "status", Text = "x" });

        Assert.Equal((StatusCode.DataLoss, "half of it"), (answer.Status, answer.Message));
        Assert.Equal("set by the handler", Assert.Single(answer.Trailers.GetValues("note")));
        Assert.Single(answer.Messages);
    }

    [Fact]
    public async Task Call_HandlerReturnsNull_AnswersCancelled() =>
        Assert.Equal(StatusCode.Cancelled, (await _caller.Call(Echo, new EchoRequest { Act = "nothing" })).Status);

    [Fact]
    public async Task Call_HandlerWritesHeaders_SendsThemAsHeaders()
    {
        var answer = await _caller.Call(Echo, new EchoRequest { Act = "headers" });

        Assert.Equal("yes", Assert.Single(answer.Headers.GetValues("early")));
        Assert.Equal("AAEC", Assert.Single(answer.Headers.GetValues("raw-bin")));
        Assert.Equal(StatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Call_HandlerWritesHeadersTwice_Fails() =>
        Assert.Equal(StatusCode.Unknown, (await _caller.Call(Echo, new EchoRequest { Act = "headers-twice" })).Status);

    [Fact]
    public async Task Call_MethodWithoutOverride_AnswersUnimplemented() =>
        Assert.Equal(StatusCode.Unimplemented, (await _caller.Call(RawCaller.Probe + "Forgotten", new EchoRequest())).Status);

    [Fact]
    public async Task Call_EachCall_HasItsOwnScopeDisposedAtItsEnd()
    {
        var first = Facts(await _caller.Call(Echo, new EchoRequest()));
        var second = Facts(await _caller.Call(Echo, new EchoRequest()));

        Assert.Equal("True", first["same-scope"]);
        Assert.NotEqual(first["scope"], second["scope"]);
        await server.Signals.Raised($"disposed {first["scope"]}");
        await server.Signals.Raised($"disposed {second["scope"]}");
    }

    [Fact]
    public async Task Context_PlainCall_DescribesTheCall()
    {
        var facts = Facts(await _caller.Call(Echo, new EchoRequest()));

        Assert.Equal(Echo, facts["method"]);
        Assert.Equal(Echo, facts["path"]);
        Assert.Equal(server.Http2.Authority, facts["host"]);
        Assert.Matches("^ipv4:127\\.0\\.0\\.1:[0-9]+$", facts["peer"]);
        Assert.Equal(DateTime.MaxValue.ToString("O"), facts["deadline"]);
        Assert.Equal("False", facts["authenticated"]);
    }

    [Fact]
    public async Task Context_RequestMetadata_HasTextAndBytesWithoutTransportHeaders()
    {
        // ff00 needs two characters of padding, which clients leave out.
        var facts = Facts(await _caller.Call(Echo, new EchoRequest(), ("x-tenant", "acme"), ("trace-bin", "/wA")));

        Assert.Equal("acme", facts["header x-tenant"]);
        Assert.Equal("FF00", facts["header trace-bin"]);
        Assert.DoesNotContain("header te", facts.Keys);
        Assert.DoesNotContain("header content-type", facts.Keys);
        Assert.DoesNotContain("header :path", facts.Keys);
    }

    public void Dispose() => _caller.Dispose();

    private static MapField<string, string> Facts(RawAnswer answer) =>
        EchoReply.Parser.ParseFrom(Assert.Single(answer.Messages)).Facts;
}

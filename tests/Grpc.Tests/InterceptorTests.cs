using BenchHub.Grpc.Tests.Protos;
using BenchHub.Grpc.Tests.Raw;
using BenchHub.Grpc.Tests.Server;
using Google.Protobuf;
using Grpc.Core;

namespace BenchHub.Grpc.Tests;

public sealed class InterceptorTests(InterceptedServer server) : IClassFixture<InterceptedServer>, IDisposable
{
    private readonly RawCaller _caller = new(server.Http2);

    [Theory]
    [InlineData("Echo")]
    [InlineData("Count")]
    [InlineData("Sum")]
    [InlineData("Chat")]
    public async Task Call_EveryKind_PassesTheInterceptorsInOrderOfRegistration(string method)
    {
        IMessage request = method switch
        {
            "Count" => new CountRequest { To = 1 },
            "Sum" => new Number { Value = 1 },
            _ => new EchoRequest { Text = "x" },
        };

        var answer = await _caller.Call(RawCaller.Probe + method, request);

        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.Equal(["in-outer", "in-inner", "out-inner", "out-outer"], answer.Trailers.GetValues("trace"));
    }

    [Fact]
    public async Task Call_InterceptorCatchesAnException_AnswersItsStatusWithAllTrailers()
    {
        var answer = await _caller.Call(RawCaller.Probe + "Echo", new EchoRequest { Act = "fail", Text = "told" });

        Assert.Equal((StatusCode.InvalidArgument, "secret told"), (answer.Status, answer.Message));
        Assert.Equal(["in-outer", "in-inner", "out-inner", "out-outer"], answer.Headers.GetValues("trace"));
    }

    [Fact]
    public async Task UserState_SetByAnInterceptor_IsSeenByTheHandler()
    {
        var answer = await _caller.Call(RawCaller.Probe + "Echo", new EchoRequest());

        var state = EchoReply.Parser.ParseFrom(Assert.Single(answer.Messages)).Facts["user-state"];
        Assert.Equal(["probe-inner", "probe-outer"], state.Split(',').Order());
    }

    [Fact]
    public async Task MaxReceiveMessageSize_Configured_Holds()
    {
        var answer = await _caller.Call(RawCaller.Probe + "Echo", new EchoRequest { Text = new string('x', 101) });

        Assert.Equal(StatusCode.ResourceExhausted, answer.Status);
    }

    [Fact]
    public async Task EnableDetailedErrors_HandlerFails_ShowsTheReason()
    {
        var answer = await _caller.Call(RawCaller.Probe + "Echo", new EchoRequest { Act = "format", Text = "why" });

        Assert.Equal(StatusCode.Unknown, answer.Status);
        Assert.Contains("why", answer.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _caller.Dispose();
}

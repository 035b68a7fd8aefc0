using System.Text.Json.Nodes;
using BenchHub.Grpc.Tests.Server;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace BenchHub.Grpc.Tests;

/// <summary>The same behaviours as @grpc/grpc-js sees them.</summary>
public sealed class GrpcJsTests(GrpcServer server, DescribedServer described, NodeClient node) : IClassFixture<DescribedServer>
{
    [Fact]
    public async Task Unary_WithMetadata_IsAnswered()
    {
        var seen = await node.Run(server, "unary");

        Assert.Null(seen["error"]);
        Assert.Equal("안녕", (string?)seen["reply"]!["text"]);
        Assert.Equal("acme", (string?)seen["reply"]!["facts"]!["header x-tenant"]);
        Assert.Equal("FF00", (string?)seen["reply"]!["facts"]!["header trace-bin"]);
    }

    [Fact]
    public async Task Unary_GzippedRequest_IsRead()
    {
        var seen = await node.Run(server, "gzip");

        Assert.Null(seen["error"]);
        Assert.Equal(10_000, (int)seen["length"]!);
    }

    [Fact]
    public async Task Unary_HeadersOfTheHandler_Arrive()
    {
        var seen = await node.Run(server, "headers");

        Assert.Equal("yes", (string?)seen["headers"]!["early"]);
        Assert.Equal([0, 1, 2], Bytes(seen["headers"]!["raw-bin"]!));
    }

    [Fact]
    public async Task Unary_Refused_HasStatusSentenceAndTrailers()
    {
        var error = (await node.Run(server, "refuse"))["error"]!;

        Assert.Equal(StatusCode.NotFound, Code(error));
        Assert.Equal("No system named '북극곰' 100%\n.", (string?)error["details"]);
        Assert.Equal("unknown-system", (string?)error["metadata"]!["reason"]);
        Assert.Equal([1, 2, 254, 255], Bytes(error["metadata"]!["detail-bin"]!));
    }

    [Fact]
    public async Task Unary_DeadlinePasses_IsDeadlineExceededAndTheHandlerStops()
    {
        var seen = await node.Run(server, "deadline", "js late");

        Assert.Equal(StatusCode.DeadlineExceeded, Code(seen["error"]!));
        await server.Signals.Raised("js late stopped");
    }

    [Theory]
    [InlineData("", StatusCode.OK, "")]
    [InlineData("refuse", StatusCode.FailedPrecondition, "enough")]
    public async Task ServerStreaming_Messages_ArriveInOrderWithTheStatus(string act, StatusCode expected, string details)
    {
        var seen = await node.Run(server, "count", act);

        Assert.Equal([1, 2, 3, 4, 5], seen["messages"]!.AsArray().Select(static message => (int)message!["value"]!));
        Assert.Equal((expected, details), (Code(seen["status"]!), Details(seen["status"]!)));
    }

    [Fact]
    public async Task ServerStreaming_ClientCancels_StopsTheHandler()
    {
        var seen = await node.Run(server, "cancel", "js cancelled");

        Assert.Equal(StatusCode.Cancelled, Code(seen["status"]!));
        await server.Signals.Raised("js cancelled stopped");
    }

    [Fact]
    public async Task ClientStreaming_Messages_AreSummed() =>
        Assert.Equal(42, (int)(await node.Run(server, "sum"))["reply"]!["value"]!);

    [Fact]
    public async Task Duplex_PingPong_Alternates()
    {
        var seen = await node.Run(server, "chat");

        Assert.Equal(["ping", "pong"], seen["messages"]!.AsArray().Select(static message => (string?)message!["text"]));
        Assert.Equal(StatusCode.OK, Code(seen["status"]!));
    }

    [Fact]
    public async Task Reflection_ListAndFile_DescribeTheService()
    {
        var messages = (await node.Run(described, "reflect", "benchhub.probe.v1.Probe"))["messages"]!.AsArray();

        var services = messages[0]!["list_services_response"]!["service"]!.AsArray().Select(static each => (string?)each!["name"]);
        Assert.Contains("benchhub.probe.v1.Probe", services);
        var file = FileDescriptorProto.Parser.ParseFrom(Bytes(messages[1]!["file_descriptor_response"]!["file_descriptor_proto"]![0]!));
        Assert.Equal("probe.proto", file.Name);
    }

    private static StatusCode Code(JsonNode status) => (StatusCode)(int)status["code"]!;

    private static string? Details(JsonNode status) => (string?)status["details"];

    /// <summary>JSON.stringify writes a Buffer as { type, data }.</summary>
    private static byte[] Bytes(JsonNode buffer) => [.. buffer["data"]!.AsArray().Select(static value => (byte)(int)value!)];
}

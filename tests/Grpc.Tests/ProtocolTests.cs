using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using BenchHub.Grpc.Tests.Protos;
using BenchHub.Grpc.Tests.Raw;
using BenchHub.Grpc.Tests.Server;
using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace BenchHub.Grpc.Tests;

public sealed class ProtocolTests(GrpcServer server) : IDisposable
{
    private const string Echo = RawCaller.Probe + "Echo";

    private readonly RawCaller _caller = new(server.Http2);

    [Theory]
    [InlineData("/benchhub.probe.v1.Probe/Nothing")]
    [InlineData("/benchhub.probe.v1.Nobody/Echo")]
    public async Task Call_UnknownMethodOrService_AnswersUnimplemented(string path)
    {
        var answer = await _caller.Call(path, new EchoRequest());

        Assert.Equal(HttpStatusCode.OK, answer.Http);
        Assert.Equal(StatusCode.Unimplemented, answer.Status);
    }

    [Theory]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    public async Task Call_ContentTypeWithFormat_IsAccepted(string contentType)
    {
        var body = new ByteArrayContent(Frame.Of(new EchoRequest()));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        Assert.Equal(StatusCode.OK, (await _caller.Send(Echo, body)).Status);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpcish")]
    public async Task Call_OtherContentType_Is415WithAReason(string contentType)
    {
        var body = new ByteArrayContent(Frame.Of(new EchoRequest()));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        var answer = await _caller.Send(Echo, body);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Http);
        Assert.Equal(StatusCode.Internal, answer.Status);
        Assert.Contains(contentType, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OverHttp1_Is426NamingTheProtocol()
    {
        using var http1 = new HttpClient { BaseAddress = server.Http1 };
        var body = new ByteArrayContent(Frame.Of(new EchoRequest()));
        body.Headers.ContentType = new("application/grpc");

        using var response = await http1.PostAsync(Echo, body);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("HTTP/2", string.Join(' ', response.Headers.GetValues("upgrade")), StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1", Uri.UnescapeDataString(response.Headers.GetValues("grpc-message").Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OnAMethod_IsNotServed()
    {
        using var http1 = new HttpClient { BaseAddress = server.Http1 };

        using var response = await http1.GetAsync(Echo);

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
    }

    [Fact]
    public async Task Get_PageOfTwoSegments_IsNotTakenForAnUnknownMethod()
    {
        using var http1 = new HttpClient { BaseAddress = server.Http1 };

        Assert.Equal("not gRPC", await http1.GetStringAsync("/plain/page"));
        using var missing = await http1.GetAsync("/no/page");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1, 2 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task Unary_NoMessageHalfOfOneOrTwo_AnswersInternal(byte[] body) =>
        Assert.Equal(StatusCode.Internal, (await _caller.Send(Echo, new ByteArrayContent(body))).Status);

    [Theory]
    [InlineData(new byte[] { 7, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 255, 255 })]
    public async Task Unary_UnknownFlagOrBrokenMessage_IsRefused(byte[] body) =>
        Assert.Contains((await _caller.Send(Echo, new ByteArrayContent(body))).Status, new[] { StatusCode.Internal, StatusCode.Unknown });

    // The limit is 4 MiB = 4,194,304 bytes for the whole message; a field of n bytes (2 MiB < n) adds 1 + 4 bytes of tag and length.
    [Theory]
    [InlineData((4 * 1024 * 1024) - 5, StatusCode.OK)]
    [InlineData((4 * 1024 * 1024) - 4, StatusCode.ResourceExhausted)]
    public async Task Unary_MessageAtTheLimitAndAbove_IsTakenAndRefused(int characters, StatusCode expected)
    {
        var answer = await _caller.Call(RawCaller.Probe + "Forgotten", new EchoRequest { Text = new string('x', characters) });

        // Forgotten has no override: a message that is taken is answered UNIMPLEMENTED.
        Assert.Equal(expected is StatusCode.OK ? StatusCode.Unimplemented : expected, answer.Status);
    }

    [Fact]
    public async Task Unary_HeaderAnnouncingTwoGigabytes_IsRefusedAtOnce()
    {
        var header = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), int.MaxValue);

        Assert.Equal(StatusCode.ResourceExhausted, (await _caller.Send(Echo, new ByteArrayContent(header))).Status);
    }

    [Fact]
    public async Task Unary_GzippedRequest_IsRead()
    {
        var answer = await _caller.Send(
            Echo, new ByteArrayContent(Frame.Gzipped(new EchoRequest { Text = "packed" })), ("grpc-encoding", "gzip"), ("grpc-accept-encoding", "identity,gzip"));

        Assert.Equal("packed", EchoReply.Parser.ParseFrom(Assert.Single(answer.Messages)).Text);
    }

    [Fact]
    public async Task Unary_UnknownCompression_IsUnimplementedAndNamesTheKnownOnes()
    {
        var answer = await _caller.Send(Echo, new ByteArrayContent(Frame.Of([1, 2, 3], flag: 1)), ("grpc-encoding", "zebra"));

        Assert.Equal(StatusCode.Unimplemented, answer.Status);
        Assert.Contains("gzip", answer.Last("grpc-accept-encoding"), StringComparison.Ordinal);
        Assert.Contains("zebra", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData(null)]
    public async Task Unary_CompressedWithoutCompression_AnswersInternal(string? encoding)
    {
        (string, string)[] headers = encoding is null ? [] : [("grpc-encoding", encoding)];

        var answer = await _caller.Send(Echo, new ByteArrayContent(Frame.Gzipped(new EchoRequest())), headers);

        Assert.Equal(StatusCode.Internal, answer.Status);
    }

    // 50 MB of one letter pack into 50 KB, which is under the limit of 4 MiB; the message is not.
    [Fact]
    public async Task Unary_GzippedMessageThatUnpacksAboveTheLimit_IsRefused()
    {
        Assert.SkipUnless(
            typeof(GrpcServiceOptions).Assembly.GetName().Name!.EndsWith(".StandIn", StringComparison.Ordinal),
            "Grpc.AspNetCore itself limits only the packed size.");

        var answer = await _caller.Send(
            Echo, new ByteArrayContent(Frame.Gzipped(new EchoRequest { Text = new string('x', 50_000_000) })), ("grpc-encoding", "gzip"));

        Assert.Equal(StatusCode.ResourceExhausted, answer.Status);
    }

    [Fact]
    public async Task Calls_ManyAtOnce_DoNotMix()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => _caller.Call(Echo, new EchoRequest { Text = $"{n}" })));

        Assert.Equal(
            Enumerable.Range(0, 200).Select(static n => $"{n}"),
            answers.Select(static answer => EchoReply.Parser.ParseFrom(answer.Messages.Single()).Text));
    }

    public void Dispose() => _caller.Dispose();
}

using BenchHub.Grpc.Tests.Protos;
using BenchHub.Grpc.Tests.Protos.Reflection;
using BenchHub.Grpc.Tests.Raw;
using BenchHub.Grpc.Tests.Server;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace BenchHub.Grpc.Tests;

public sealed class ReflectionTests(DescribedServer server) : IClassFixture<DescribedServer>, IDisposable
{
    private readonly RawCaller _caller = new(server.Http2);

    [Theory]
    [InlineData("v1")]
    [InlineData("v1alpha")]
    public async Task ListServices_EitherVersion_NamesEveryMappedService(string version)
    {
        var response = await Ask(new() { ListServices = "" }, version);

        Assert.Equal(
            ["benchhub.probe.v1.Probe", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
            response.ListServicesResponse.Service.Select(static service => service.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("benchhub.probe.v1.Probe")]
    [InlineData("benchhub.probe.v1.Probe.Echo")]
    [InlineData("benchhub.probe.v1.EchoRequest")]
    public async Task FileContainingSymbol_ServiceMethodOrMessage_IsItsFile(string symbol)
    {
        var response = await Ask(new() { FileContainingSymbol = symbol });

        var file = Assert.Single(response.FileDescriptorResponse.FileDescriptorProto);
        Assert.Equal(ProbeReflection.Descriptor.SerializedData, file);
    }

    [Fact]
    public async Task FileByFilename_KnownFile_IsTheFile()
    {
        var response = await Ask(new() { FileByFilename = "probe.proto" });

        var file = FileDescriptorProto.Parser.ParseFrom(Assert.Single(response.FileDescriptorResponse.FileDescriptorProto));
        Assert.Equal("benchhub.probe.v1", file.Package);
    }

    [Fact]
    public async Task Ask_UnknownNames_AreNotFoundWithoutEndingTheCall()
    {
        byte[] body =
        [
            .. Frame.Of(new ServerReflectionRequest { FileContainingSymbol = "no.such.Thing" }),
            .. Frame.Of(new ServerReflectionRequest { FileByFilename = "nothing.proto" }),
            .. Frame.Of(new ServerReflectionRequest { AllExtensionNumbersOfType = "benchhub.probe.v1.EchoRequest" }),
        ];

        var answer = await _caller.Send("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", new ByteArrayContent(body));

        Assert.Equal(StatusCode.OK, answer.Status);
        Assert.Equal(
            [StatusCode.NotFound, StatusCode.NotFound, StatusCode.Unimplemented],
            answer.Messages.Select(static message => (StatusCode)ServerReflectionResponse.Parser.ParseFrom(message).ErrorResponse.ErrorCode));
    }

    public void Dispose() => _caller.Dispose();

    private async Task<ServerReflectionResponse> Ask(ServerReflectionRequest request, string version = "v1")
    {
        var answer = await _caller.Call($"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo", request);
        return ServerReflectionResponse.Parser.ParseFrom(Assert.Single(answer.Messages));
    }
}

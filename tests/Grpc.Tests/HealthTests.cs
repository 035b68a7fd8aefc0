using BenchHub.Grpc.Tests.Protos.Health;
using BenchHub.Grpc.Tests.Raw;
using BenchHub.Grpc.Tests.Server;
using Grpc.Core;
using ServingStatus = BenchHub.Grpc.Tests.Protos.Health.HealthCheckResponse.Types.ServingStatus;

namespace BenchHub.Grpc.Tests;

public sealed class HealthTests(DescribedServer server) : IClassFixture<DescribedServer>, IDisposable
{
    private const string Health = "/grpc.health.v1.Health/";

    private readonly RawCaller _caller = new(server.Http2);

    [Fact]
    public async Task Check_NoServiceName_IsTheHealthOfAllChecks()
    {
        server.StorageFails = false;
        Assert.Equal(ServingStatus.Serving, await Check(""));

        server.StorageFails = true;
        Assert.Equal(ServingStatus.NotServing, await Check(""));
    }

    [Fact]
    public async Task Check_MappedName_LooksAtItsChecksOnly()
    {
        server.StorageFails = true;

        Assert.Equal(ServingStatus.Serving, await Check("benchhub.fast"));
    }

    [Fact]
    public async Task Check_UnknownName_AnswersNotFound() =>
        Assert.Equal(StatusCode.NotFound, (await _caller.Call(Health + "Check", new HealthCheckRequest { Service = "nobody" })).Status);

    [Fact]
    public async Task Watch_UnknownName_SendsServiceUnknownAndStaysOpen()
    {
        using var watch = await Watch("nobody");

        Assert.Equal(ServingStatus.ServiceUnknown, await Next(watch));
    }

    [Fact]
    public async Task Watch_StatusChanges_SendsTheNewStatus()
    {
        server.StorageFails = false;
        using var watch = await Watch("");
        Assert.Equal(ServingStatus.Serving, await Next(watch));

        server.StorageFails = true;
        while (await Next(watch) is var status && status != ServingStatus.NotServing)
        {
            Assert.Equal(ServingStatus.Serving, status);
        }
    }

    public void Dispose() => _caller.Dispose();

    private static async Task<ServingStatus> Next(RawStream watch) =>
        HealthCheckResponse.Parser.ParseFrom(await watch.Next().WaitAsync(TimeSpan.FromSeconds(20))).Status;

    private async Task<ServingStatus> Check(string service)
    {
        var answer = await _caller.Call(Health + "Check", new HealthCheckRequest { Service = service });
        return HealthCheckResponse.Parser.ParseFrom(Assert.Single(answer.Messages)).Status;
    }

    private Task<RawStream> Watch(string service) => _caller.Open(
        Health + "Watch", new ByteArrayContent(Frame.Of(new HealthCheckRequest { Service = service })), CancellationToken.None);
}

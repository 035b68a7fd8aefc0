using BenchHub.Connectors.Hosting;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.Connectors.Tests.Hosting;

public sealed class BenchHubConnectorsExtensionsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AddBenchHubConnectors_Policy_GovernsTheClients(bool allowed)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """[{"id":"a"}]"""));
        await using var services = new ServiceCollection()
            .AddBenchHubConnectors(new AddressPolicy { AllowLoopback = allowed })
            .BuildServiceProvider();
        var call = () => services.GetRequiredService<RetrievalClient>().Retrieve(
            Clients.Spec(server.Url), Clients.NoSecrets, "q", 1, CancellationToken.None);

        if (allowed)
        {
            Assert.Single((await call()).Documents);
        }
        else
        {
            Assert.Equal(CallFailure.Refused, (await Assert.ThrowsAsync<CallFailedException>(call)).Kind);
        }

        Assert.Equal(allowed, (await services.GetRequiredService<SystemProbe>()
            .Validate(Clients.Spec(server.Url), Clients.NoSecrets, CancellationToken.None)).IsValid);
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;

namespace Orleans.TestingHost;

/// <summary>What the silos of a test cluster share as long as one of them runs: their membership, and whatever they keep in memory.</summary>
internal sealed class ClusterInProcess(InProcessTestClusterOptions options)
{
    private readonly InMemoryMembershipStore _members = new();
    private readonly ProcessMemory _memory = new();

    public async Task<IHost> StartSilo(string name)
    {
        var silo = new InProcessTestSiloSpecificOptions { SiloName = name };
        var builder = Builder(name);
        builder.Services.AddSingleton(_memory);
        options.SiloHostConfigurationDelegates.ForEach(configure => configure(silo, builder));
        builder.UseOrleans(orleans =>
        {
            orleans.Configure<ClusterOptions>(Name).Configure<SiloOptions>(o => o.SiloName = name).ConfigureEndpoints(IPAddress.Loopback, 0, 0);
            ClusterServices.AddSilo(orleans.Services, _ => _members);
        });
        return await Started(builder);
    }

    public async Task<IHost> StartClient()
    {
        var builder = Builder("Client");
        builder.UseOrleansClient(orleans =>
        {
            orleans.Configure<ClusterOptions>(Name);
            ClusterServices.AddClient(orleans.Services, _ => _members);
        });
        return await Started(builder);
    }

    private static HostApplicationBuilder Builder(string name) =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = name, EnvironmentName = Environments.Development, DisableDefaults = true });

    private static async Task<IHost> Started(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private void Name(ClusterOptions cluster) => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId);
}

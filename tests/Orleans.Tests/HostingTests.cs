using BenchHub.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BenchHub.Orleans.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task UseOrleans_LaterHostedService_FindsTheSiloRunning()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<Gates>();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: 21111, gatewayPort: 31111));
        builder.Services.AddHostedService<CallsAtStart>();
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(host.Services.GetRequiredService<Gates>().IsOpen("called"));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StartupTask_RunsBeforeTheHostHasStarted_AndMayCallGrains()
    {
        await using var cluster = await TestCluster.Start(silo => silo.AddStartupTask(async (services, _) =>
        {
            await services.GetRequiredService<IGrainFactory>().GetGrain<ICallGrain>("a").Add(3);
            services.GetRequiredService<Gates>().Open("started");
        }), silos: 1);

        Assert.True(cluster.Gates.IsOpen("started"));
        Assert.Equal(3, await cluster.Grain<ICallGrain>("a").Add(0));
    }

    [Fact]
    public async Task Lifecycle_Participant_StartsAndStopsWithTheSilo()
    {
        var cluster = await TestCluster.Start(silo => silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Participant>(), silos: 1);
        Assert.Equal(["started"], cluster.Gates.Events);

        await cluster.DisposeAsync();

        Assert.Equal(["started", "stopped"], cluster.Gates.Events);
    }

    [Fact]
    public async Task UseOrleansClient_OfALocalhostSiloInTheStandIn_RefusesToStart()
    {
        Assert.SkipUnless(Product.IsStandIn, "Upstream has clients.");
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        using var host = builder.Build();

        var thrown = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("UpstreamPackages=true", thrown.Message, StringComparison.Ordinal);
    }

    private sealed class CallsAtStart(IGrainFactory grains, Gates gates) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await grains.GetGrain<ICallGrain>("a").Add(1);
            gates.Open("called");
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Participant(Gates gates) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
            nameof(Participant),
            ServiceLifecycleStage.Active,
            _ => Noted("started"),
            _ => Noted("stopped"));

        private Task Noted(string text)
        {
            gates.Note(text);
            return Task.CompletedTask;
        }
    }
}

using System.Collections.ObjectModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo inside the test's process, with its client. Stopping and starting silos keeps what their storage keeps.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    public InProcessTestClusterOptions Options { get; }

    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.AsReadOnly();

    /// <exception cref="InvalidOperationException">No silo runs.</exception>
    public IClusterClient Client => GetSiloServiceProvider().GetRequiredService<IClusterClient>();

    public Task DeployAsync() => StartAdditionalSiloAsync();

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => _silos.Where(silo => silo.IsActive);

    public IServiceProvider GetSiloServiceProvider() =>
        (GetActiveSilos().FirstOrDefault() ?? throw new InvalidOperationException("No silo of the test cluster runs: call DeployAsync first.")).ServiceProvider;

    /// <exception cref="NotSupportedException">A silo runs already; the stand-in has one per process.</exception>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        if (GetActiveSilos().Any())
        {
            throw new NotSupportedException("The one-silo stand-in runs one silo per process; a second one needs the upstream packages (UpstreamPackages=true).");
        }

        var options = new InProcessTestSiloSpecificOptions { SiloName = $"Silo_{_silos.Count}" };
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = options.SiloName, EnvironmentName = Environments.Development, DisableDefaults = true });
        Options.SiloHostConfigurationDelegates.ForEach(configure => configure(options, builder));
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Options.ClusterId, Options.ServiceId))
            .Configure<SiloOptions>(o => o.SiloName = options.SiloName));
        var host = builder.Build();
        await host.StartAsync();
        var silo = new InProcessSiloHandle { Name = options.SiloName, SiloHost = host };
        _silos.Add(silo);
        return silo;
    }

    public Task StopSiloAsync(InProcessSiloHandle instance) => End(instance, gracefully: true);

    /// <summary>Ends the silo without deactivating its grains.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => End(instance, gracefully: false);

    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAdditionalSiloAsync();
    }

    public async Task StopAllSilosAsync()
    {
        foreach (var silo in _silos.ToArray())
        {
            await StopSiloAsync(silo);
        }
    }

    public async ValueTask DisposeAsync() => await StopAllSilosAsync();

    private async Task End(InProcessSiloHandle silo, bool gracefully)
    {
        _silos.Remove(silo);
        await silo.StopSiloAsync(gracefully);
        await silo.DisposeAsync();
    }
}

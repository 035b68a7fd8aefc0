using System.Collections.ObjectModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Clustering;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// Silos inside the test's process, with a client. Stopping and starting silos keeps what their storage keeps; storage in memory is
/// kept as long as one of them runs.
/// </summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<InProcessSiloHandle> _silos = [];
    private ClusterInProcess? _shared;
    private IHost? _client;
    private int _names;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    public InProcessTestClusterOptions Options { get; }

    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.AsReadOnly();

    /// <summary>A client of the silos; a cluster that began with one silo lends that silo's own.</summary>
    /// <exception cref="InvalidOperationException">No silo runs.</exception>
    public IClusterClient Client => (_client?.Services ?? GetSiloServiceProvider()).GetRequiredService<IClusterClient>();

    public async Task DeployAsync()
    {
        for (var count = 0; count < Options.InitialSilosCount; count++)
        {
            await StartAdditionalSiloAsync();
        }
    }

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => _silos.Where(silo => silo.IsActive);

    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) => GetActiveSilos().FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (GetActiveSilos().FirstOrDefault(active => silo is null || active.SiloAddress.Equals(silo))
            ?? throw new InvalidOperationException(silo is null ? "No silo of the test cluster runs: call DeployAsync first." : $"{silo} does not run.")).ServiceProvider;

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        var isFirst = !GetActiveSilos().Any();
        _shared = isFirst ? new ClusterInProcess(Options) : _shared!;
        var name = $"Silo_{_names++}";
        var silo = new InProcessSiloHandle { Name = name, SiloHost = await _shared.StartSilo(name) };
        _silos.Add(silo);
        if (isFirst && Options.InitialSilosCount > 1)
        {
            await StopClusterClientAsync();
            _client = await _shared.StartClient();
        }

        return silo;
    }

    /// <summary>Waits until every silo sees those that run, and no other.</summary>
    /// <exception cref="TimeoutException">They did not agree within half a minute.</exception>
    public async Task WaitForLivenessToStabilizeAsync(bool didKill = false)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (!Agree())
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"The silos of the test cluster did not agree on who runs within {Patience}.", exception);
        }
    }

    public Task StopSiloAsync(InProcessSiloHandle instance) => End(instance, gracefully: true);

    /// <summary>Ends the silo without deactivating its grains and without telling the others.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => End(instance, gracefully: false);

    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAdditionalSiloAsync();
    }

    public async Task StopClusterClientAsync()
    {
        if (_client is { } client)
        {
            _client = null;
            await client.StopAsync();
            await ((IAsyncDisposable)client).DisposeAsync();
        }
    }

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        foreach (var silo in _silos.ToArray())
        {
            await StopSiloAsync(silo);
        }
    }

    public async ValueTask DisposeAsync() => await StopAllSilosAsync();

    private bool Agree()
    {
        var active = GetActiveSilos().ToArray();
        var running = active.Select(silo => silo.SiloAddress).Order().ToArray();
        return active.All(silo => silo.ServiceProvider.GetRequiredService<ClusterViews>().Current.Active.SequenceEqual(running));
    }

    private async Task End(InProcessSiloHandle silo, bool gracefully)
    {
        _silos.Remove(silo);
        await silo.StopSiloAsync(gracefully);
        await silo.DisposeAsync();
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>A process without grains: its calls go to the silo that holds the grain, or through any other that can be reached.</summary>
internal sealed class ClusterClient(IMembershipStore store, ClusterViews views, Peers peers, MessagingLog log, IOptions<GatewayOptions> options) : IHostedService, ICallRouter, IManifestSource, IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly UnsentCalls _unsent = new(views);
    private GrainManifest? _manifest;
    private Timer? _refresh;

    /// <exception cref="InvalidOperationException">The client has met no silo yet.</exception>
    public GrainManifest Manifest => _manifest
        ?? throw new InvalidOperationException("The client of the cluster is not connected: it is while the host runs, once a silo could be reached.");

    /// <summary>Returns once a silo was reached; until then it says why not, and tries on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        views.Changed += view => Array.ForEach([.. view.Active], silo => _ = TryConnect(silo));
        while (!await TryMeet(cancellationToken))
        {
            await Task.Delay(RetryPause, cancellationToken);
        }

        _refresh = new Timer(_ => _ = views.TryAtLeast(int.MaxValue), null, options.Value.GatewayListRefreshPeriod, options.Value.GatewayListRefreshPeriod);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _refresh?.Dispose();
        peers.Dispose();
    }

    public bool IsHere(GrainId grain) => false;

    public void Send(Call call)
    {
        if (!TrySend(call, Nearest(call)))
        {
            _ = _unsent.Retry(call, SendOnce);
        }
    }

    private OutboundConnection? Nearest(Call call)
    {
        var view = views.Current;
        return (view.Owners.OwnerOf(call.Target) is { } owner ? peers.Find(owner) : null)
            ?? view.Active.Select(peers.Find).FirstOrDefault(connection => connection is not null);
    }

    private async Task<bool> SendOnce(Call call)
    {
        if (TrySend(call, Nearest(call)))
        {
            return true;
        }

        foreach (var silo in views.Current.Active)
        {
            if (TrySend(call, await TryConnect(silo)))
            {
                return true;
            }
        }

        throw new SiloUnavailableException("No silo of the cluster can be reached.");
    }

    private static bool TrySend(Call call, OutboundConnection? connection)
    {
        try
        {
            return connection?.TrySend(call) == true;
        }
        catch (SerializerException exception)
        {
            call.Fail(exception);
            return true;
        }
    }

    private async Task<OutboundConnection?> TryConnect(SiloAddress silo)
    {
        try
        {
            var connection = await peers.To(silo);
            _manifest = connection.Manifest ?? _manifest;
            return connection;
        }
        catch (SiloUnavailableException exception)
        {
            if (_manifest is null)
            {
                log.NoGateway(exception.Message);
            }

            return null;
        }
    }

    private async Task<bool> TryMeet(CancellationToken cancellationToken)
    {
        try
        {
            await store.Open(mayCreate: false, cancellationToken);
            await views.Read(cancellationToken);
            var connections = await Task.WhenAll(views.Current.Active.Select(TryConnect));
            if (connections.Length == 0)
            {
                log.NoGateway("The membership table has no active silo.");
            }

            return _manifest is not null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.NoGateway(exception.Message);
            return false;
        }
    }
}

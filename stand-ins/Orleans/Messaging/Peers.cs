using System.Collections.Concurrent;
using System.Net;
using Orleans.Clustering;
using Orleans.Runtime;

namespace Orleans.Messaging;

/// <summary>The connections that this process opened, one for each silo, opened when first needed.</summary>
internal sealed class Peers : IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    private readonly MessagingContext _context;
    private readonly ConcurrentDictionary<SiloAddress, Lazy<Task<OutboundConnection>>> _connections = new();
    private readonly Timer _sweeper;
    private volatile bool _isClosed;

    public Peers(MessagingContext context)
    {
        _context = context;
        _sweeper = new Timer(_ => Sweep(), null, SweepEvery, SweepEvery);
        context.Views.Changed += DropTheDead;
    }

    /// <summary>The open connection; null when there is none yet or it takes no more requests.</summary>
    public OutboundConnection? Find(SiloAddress silo) =>
        _connections.TryGetValue(silo, out var known) && known is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } && known.Value.Result.IsUsable
            ? known.Value.Result
            : null;

    /// <exception cref="SiloUnavailableException">The silo cannot be reached.</exception>
    public async Task<OutboundConnection> To(SiloAddress silo)
    {
        if (_isClosed)
        {
            throw new SiloUnavailableException("This process has left the cluster.");
        }

        var lazy = _connections.GetOrAdd(silo, Connect);
        try
        {
            var connection = await lazy.Value.ConfigureAwait(false);
            if (connection.IsUsable)
            {
                return connection;
            }
        }
        catch (SiloUnavailableException)
        {
            _connections.TryRemove(new(silo, lazy));
            throw;
        }

        _connections.TryRemove(new(silo, lazy));
        throw new SiloUnavailableException($"The connection with {silo} has ended.");
    }

    public void Dispose()
    {
        _isClosed = true;
        _context.Views.Changed -= DropTheDead;
        _sweeper.Dispose();
        foreach (var silo in _connections.Keys)
        {
            Drop(silo);
        }
    }

    private Lazy<Task<OutboundConnection>> Connect(SiloAddress silo) => new(() => OutboundConnection.Open(silo, EndpointOf(silo), _context));

    private IPEndPoint EndpointOf(SiloAddress silo) =>
        _context.Self() is null && _context.Views.Current.Entry(silo) is { ProxyPort: > 0 } entry ? new(silo.Endpoint.Address, entry.ProxyPort) : silo.Endpoint;

    private void DropTheDead(ClusterView view)
    {
        foreach (var silo in _connections.Keys.Where(silo => view.StatusOf(silo) == SiloStatus.Dead))
        {
            Drop(silo);
        }
    }

    private void Drop(SiloAddress silo)
    {
        if (_connections.TryRemove(silo, out var lazy))
        {
            _ = lazy.Value.ContinueWith(static opened => opened.Result.Close(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }

    private void Sweep()
    {
        foreach (var silo in _connections.Keys)
        {
            Find(silo)?.Sweep();
        }
    }
}

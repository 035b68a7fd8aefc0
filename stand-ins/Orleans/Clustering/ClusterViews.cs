using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Clustering;

#pragma warning disable CA1001 // The semaphore has no wait handle, so there is nothing to dispose of.
/// <summary>The newest version of the cluster that this process has read, and those before that may still matter.</summary>
internal sealed partial class ClusterViews(IMembershipStore store, ILogger<ClusterViews> logger)
{
    // As long as a silo may take to hand over the grains it no longer holds.
    private static readonly TimeSpan HandoverTime = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile ClusterView _current = ClusterView.Empty;
    private volatile Former[] _former = [];
    private long _lastRead;

#pragma warning disable MA0046 // Inside the assembly the view alone says what has changed.
    /// <summary>Raised once for each new version, in their order.</summary>
    public event Action<ClusterView>? Changed;
#pragma warning restore MA0046

    public ClusterView Current => _current;

    /// <summary>Silos that live and may still have an activation of a grain that now belongs to <paramref name="owner"/>.</summary>
    public IEnumerable<SiloAddress> FormerOwners(GrainId grain, SiloAddress owner) => _former
        .Where(former => TimeProvider.System.GetElapsedTime(former.Until) < HandoverTime)
        .Select(former => former.Owners.OwnerOf(grain))
        .OfType<SiloAddress>()
        .Where(silo => !silo.Equals(owner) && Current.IsLiving(silo))
        .Distinct();

    /// <summary>Reads the table now.</summary>
    public Task<ClusterView> Read(CancellationToken cancellationToken) => Read(int.MaxValue, cancellationToken);

    private Task<ClusterView> AtLeast(int version, CancellationToken cancellationToken) =>
        _current.Version >= version ? Task.FromResult(_current) : Read(version, cancellationToken);

    /// <summary>
    /// The current view, read anew when somebody has already seen a later version; a database that cannot be read leaves it as it is.
    /// </summary>
    public async Task<ClusterView> TryAtLeast(int version)
    {
        try
        {
            return await AtLeast(version, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogReadFailed(logger, exception, _current.Version);
            return _current;
        }
    }

    /// <summary>Reads the table unless that was done within the last second; a database that cannot be read leaves the view as it is.</summary>
    public async Task TryRead()
    {
        if (TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _lastRead)) > TimeSpan.FromSeconds(1))
        {
            await TryAtLeast(int.MaxValue);
        }
    }

    private async Task<ClusterView> Read(int unlessAtLeast, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_current.Version < unlessAtLeast)
            {
                Interlocked.Exchange(ref _lastRead, TimeProvider.System.GetTimestamp());
                var table = await store.Read(cancellationToken);
                var (before, after) = (_current, _current.Next(table));
                var isNewer = after.Version > before.Version;
                if (isNewer && !ReferenceEquals(before.Owners, after.Owners) && before.Active.Length > 0)
                {
                    _former = [.. _former.TakeLast(15), new Former(before.Owners, TimeProvider.System.GetTimestamp())];
                }

                _current = isNewer || after.Version == before.Version ? after : before;
                if (isNewer)
                {
                    LogChanged(logger, after.Version, after.Active);
                    Changed?.Invoke(after);
                }
            }

            return _current;
        }
        finally
        {
            _reading.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The cluster is at version {Version}; its active silos are {Silos}")]
    private static partial void LogChanged(ILogger logger, int version, ImmutableArray<SiloAddress> silos);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table could not be read; version {Version} of the cluster stays in use")]
    private static partial void LogReadFailed(ILogger logger, Exception exception, int version);

    private sealed record Former(Rendezvous Owners, long Until);
}
#pragma warning restore CA1001

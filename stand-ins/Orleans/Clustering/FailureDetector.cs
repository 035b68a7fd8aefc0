using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>Probes the next silos of the ring, and votes for the death of one that does not answer.</summary>
internal sealed partial class FailureDetector(ClusterViews views, LocalSilo self, Peers peers, DeathVotes votes, IOptions<ClusterMembershipOptions> options, ILogger<FailureDetector> logger) : IDisposable
{
    private readonly ConcurrentDictionary<SiloAddress, CancellationTokenSource> _watched = new();

    // Upstream, too, comes down to half of the configured time where silos answer fast.
    private TimeSpan Period => options.Value.ProbeTimeout / 2;

    public void Start()
    {
        views.Changed += Watch;
        Watch(views.Current);
    }

    public void Dispose()
    {
        views.Changed -= Watch;
        foreach (var silo in _watched.Keys)
        {
            Unwatch(silo);
        }
    }

    private void Watch(ClusterView view)
    {
        var ring = view.Living.Order().ToArray();
        var me = Array.IndexOf(ring, self.SiloAddress);
        var next = ring.Length < 2 ? [] : Enumerable.Range(1, Math.Min(options.Value.NumProbedSilos, ring.Length - 1)).Select(step => ring[(me + step + ring.Length) % ring.Length]).ToHashSet();
        foreach (var gone in _watched.Keys.Where(silo => !next.Contains(silo)))
        {
            Unwatch(gone);
        }

        foreach (var silo in next.Where(silo => !silo.Equals(self.SiloAddress)))
        {
            var stop = new CancellationTokenSource();
            if (_watched.TryAdd(silo, stop))
            {
                _ = Task.Run(() => Watch(silo, stop.Token));
            }
        }
    }

    private void Unwatch(SiloAddress silo)
    {
        if (_watched.TryRemove(silo, out var stop))
        {
            stop.Cancel();
        }
    }

    private async Task Watch(SiloAddress silo, CancellationToken stop)
    {
        for (var missed = 0; !stop.IsCancellationRequested;)
        {
            var begin = TimeProvider.System.GetTimestamp();
            var failure = await Probe(silo);
            var took = TimeProvider.System.GetElapsedTime(begin);
            // A process that was paused itself has no right to call the others late.
            missed = failure is null || took > Period * 2 ? 0 : missed + 1;
            if (failure is not null)
            {
                LogMissed(logger, silo, missed, options.Value.NumMissedProbesLimit, failure.Message);
            }

            if (missed >= options.Value.NumMissedProbesLimit && !stop.IsCancellationRequested)
            {
                await votes.Cast(silo, stop);
            }

            // Who refuses to connect is asked again sooner than who is only late.
            await Pause(silo, missed > 0 ? Period / 4 : Period, stop);
        }
    }

    private async Task<Exception?> Probe(SiloAddress silo)
    {
        try
        {
            await (await peers.To(silo).WaitAsync(Period)).Ask(FrameKind.Probe, null, Period);
            return null;
        }
        catch (Exception exception) when (exception is SiloUnavailableException or TimeoutException)
        {
            return exception;
        }
    }

    private async Task Pause(SiloAddress silo, TimeSpan time, CancellationToken stop)
    {
        var ended = peers.Find(silo)?.Closed ?? Task.Delay(Timeout.Infinite, stop);
        await Task.WhenAny(Task.Delay(time, stop), ended);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Silo} missed a probe ({Missed} of {Limit} in a row): {Reason}")]
    private static partial void LogMissed(ILogger logger, SiloAddress silo, int missed, int limit, string reason);
}

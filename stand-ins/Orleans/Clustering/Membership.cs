using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>This silo's own row of the table: it joins, gives signs of life, leaves, and notices when the others have declared it dead.</summary>
internal sealed partial class Membership(IMembershipStore store, ClusterViews views, LocalSilo self, Peers peers, IOptions<ClusterMembershipOptions> options, ILogger<Membership> logger) : IDisposable
{
    private static readonly TimeSpan GenerationLength = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NewsTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private volatile bool _hasLeft;

    /// <summary>What happens when the silo finds itself dead in the table: it may do nothing any more.</summary>
    public Action<string>? FoundDead { get; set; }

    public async Task Join(CancellationToken cancellationToken)
    {
        await store.Open(mayCreate: true, cancellationToken);
        var table = await store.Read(cancellationToken);

        // Generations count seconds: a silo that was started, killed and started anew within one would be taken for itself.
        while (table.Entries.Any(entry => entry.SiloAddress.Equals(self.SiloAddress)))
        {
            await Task.Delay(GenerationLength, cancellationToken);
            self.TakeNextGeneration();
        }

        await store.Forget(table.ReadTime - options.Value.DefunctSiloExpiration, cancellationToken);
        await Change(
            async version =>
            {
                var entry = new MembershipEntry
                {
                    SiloAddress = self.SiloAddress,
                    Status = SiloStatus.Joining,
                    ProxyPort = self.GatewayAddress.Endpoint.Port,
                    HostName = self.DnsHostName,
                    SiloName = self.Name,
                    StartTime = TimeProvider.System.GetUtcNow().UtcDateTime,
                };
                return await store.Insert(entry, version, cancellationToken);
            },
            cancellationToken);
        await BuryEarlierStarts(cancellationToken);
        views.Changed += LookForMyself;
        _ = Repeat(options.Value.IAmAliveTablePublishTimeout, KeepAlive);
        _ = Repeat(options.Value.TableRefreshTimeout, () => views.Read(_end.Token));
    }

    /// <summary>Writes the status and tells the others.</summary>
    public async Task Become(SiloStatus status, CancellationToken cancellationToken)
    {
        _hasLeft |= status == SiloStatus.Dead;
        await Change(version => Write(self.SiloAddress, status, version, cancellationToken), cancellationToken);
    }

    /// <summary>Tells every living silo that the table has changed, and waits a little until they have read it.</summary>
    public Task Tell() => Task.WhenAll(views.Current.Living.Where(silo => !silo.Equals(self.SiloAddress)).Select(Tell));

    /// <summary>Tries a change on the newest version until no other silo was faster, then reads the outcome and tells the others.</summary>
    public async Task Change(Func<int, Task<bool>> change, CancellationToken cancellationToken)
    {
        do
        {
            await views.Read(cancellationToken);
        }
        while (!await change(views.Current.Version));

        await views.Read(cancellationToken);
        await Tell();
    }

    public void Dispose()
    {
        views.Changed -= LookForMyself;
        _end.Cancel();
    }

    private async Task BuryEarlierStarts(CancellationToken cancellationToken)
    {
        foreach (var silo in views.Current.Living.Where(self.SiloAddress.IsSuccessorOf).ToArray())
        {
            await Change(version => Write(silo, SiloStatus.Dead, version, cancellationToken), cancellationToken);
        }
    }

    private async Task<bool> Write(SiloAddress silo, SiloStatus status, int version, CancellationToken cancellationToken)
    {
        if (views.Current.Entry(silo) is not { } entry || entry.Status == status || entry.Status == SiloStatus.Dead)
        {
            return true;
        }

        var next = new MembershipEntry { SiloAddress = silo, Status = status, SuspectTimes = entry.SuspectTimes, ProxyPort = entry.ProxyPort, HostName = entry.HostName, SiloName = entry.SiloName, StartTime = entry.StartTime, IAmAliveTime = entry.IAmAliveTime };
        return await store.Update(next, version, cancellationToken);
    }

    private async Task Tell(SiloAddress silo)
    {
        try
        {
            await (await peers.To(silo).WaitAsync(NewsTimeout)).Ask(FrameKind.News, null, NewsTimeout);
        }
        catch (Exception exception) when (exception is SiloUnavailableException or TimeoutException)
        {
            // It reads the table by itself sooner or later, if it lives.
        }
    }

    private async Task KeepAlive()
    {
        if (!await store.KeepAlive(self.SiloAddress, _end.Token))
        {
            ReportDeath();
        }
    }

    private void LookForMyself(ClusterView view)
    {
        if (view.StatusOf(self.SiloAddress) is SiloStatus.Dead or SiloStatus.None)
        {
            ReportDeath();
        }
    }

    private void ReportDeath()
    {
        if (!_hasLeft)
        {
            _hasLeft = true;
            FoundDead?.Invoke($"{self.SiloAddress} was declared dead by the other silos, or a later start has taken its address. Its grains live elsewhere now, so it stops; start it anew.");
        }
    }

    private async Task Repeat(TimeSpan period, Func<Task> work)
    {
        using var timer = new PeriodicTimer(period);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_end.Token);
                await work();
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogTableUnreachable(logger, exception, self.SiloAddress);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Silo} cannot reach the membership table; it goes on and tries again")]
    private static partial void LogTableUnreachable(ILogger logger, Exception exception, SiloAddress silo);
}

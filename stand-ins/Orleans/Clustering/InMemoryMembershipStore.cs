using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>The silos of a cluster that lives in one process, which they share.</summary>
internal sealed class InMemoryMembershipStore : IMembershipStore
{
    private readonly Lock _lock = new();
    private MembershipTable _table = new(0, default, []);

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public Task Open(bool mayCreate, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<MembershipTable> Read(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_table with { ReadTime = Now, Entries = [.. _table.Entries.Select(Copy)] });
        }
    }

    public Task<bool> Insert(MembershipEntry entry, int version, CancellationToken cancellationToken)
    {
        entry.IAmAliveTime = Now;
        return Task.FromResult(Change(version, entries => entries.Add(Copy(entry))));
    }

    public Task<bool> Update(MembershipEntry entry, int version, CancellationToken cancellationToken) => Task.FromResult(
        Change(version, entries => [.. entries.Select(known => known.SiloAddress.Equals(entry.SiloAddress) ? Copy(entry) : known)]));

    public Task<bool> KeepAlive(SiloAddress silo, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var entry = _table.Entries.FirstOrDefault(known => known.SiloAddress.Equals(silo) && known.Status != SiloStatus.Dead);
            if (entry is not null)
            {
                entry.IAmAliveTime = Now;
            }

            return Task.FromResult(entry is not null);
        }
    }

    public Task Forget(DateTime before, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _table = _table with { Entries = _table.Entries.RemoveAll(entry => entry.Status != SiloStatus.Active && entry.IAmAliveTime < before) };
            return Task.CompletedTask;
        }
    }

    private bool Change(int version, Func<ImmutableArray<MembershipEntry>, ImmutableArray<MembershipEntry>> change)
    {
        lock (_lock)
        {
            if (_table.Version != version)
            {
                return false;
            }

            _table = _table with { Version = version + 1, Entries = change(_table.Entries) };
            return true;
        }
    }

    private static MembershipEntry Copy(MembershipEntry entry) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        SuspectTimes = entry.SuspectTimes is null ? null : [.. entry.SuspectTimes],
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        StartTime = entry.StartTime,
        IAmAliveTime = entry.IAmAliveTime,
    };
}

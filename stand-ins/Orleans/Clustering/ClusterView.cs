using System.Collections.Frozen;
using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>One version of the cluster: who belongs to it, and who of them holds which grain.</summary>
internal sealed class ClusterView
{
    private readonly FrozenDictionary<SiloAddress, MembershipEntry> _entries;

    private ClusterView(MembershipTable table, Rendezvous owners, ImmutableArray<SiloAddress> active)
    {
        (Version, ReadTime, Owners, Active) = (table.Version, table.ReadTime, owners, active);
        _entries = table.Entries.ToFrozenDictionary(entry => entry.SiloAddress);
    }

    public static ClusterView Empty { get; } = new(new MembershipTable(-1, default, []), new Rendezvous([]), []);

    public int Version { get; }

    /// <summary>When it was read, by the clock of the table.</summary>
    public DateTime ReadTime { get; }

    /// <summary>The silos that take grains, in order.</summary>
    public ImmutableArray<SiloAddress> Active { get; }

    public Rendezvous Owners { get; }

    public IEnumerable<MembershipEntry> Entries => _entries.Values;

    public IEnumerable<SiloAddress> Living => Entries.Where(entry => entry.Status != SiloStatus.Dead).Select(entry => entry.SiloAddress);

    /// <summary>Of another version; the owners stay the same object while the same silos take grains.</summary>
    public ClusterView Next(MembershipTable table)
    {
        ImmutableArray<SiloAddress> active = [.. table.Entries.Where(entry => entry.Status == SiloStatus.Active).Select(entry => entry.SiloAddress).Order()];
        return active.SequenceEqual(Active) ? new(table, Owners, Active) : new(table, new Rendezvous(active), active);
    }

    public MembershipEntry? Entry(SiloAddress silo) => _entries.GetValueOrDefault(silo);

    /// <summary>Dead, too, where a later start of the same silo is known.</summary>
    public SiloStatus StatusOf(SiloAddress silo) =>
        Entry(silo)?.Status ?? (_entries.Keys.Any(known => known.IsSuccessorOf(silo)) ? SiloStatus.Dead : SiloStatus.None);

    public bool IsLiving(SiloAddress silo) => StatusOf(silo) is not (SiloStatus.Dead or SiloStatus.None);
}

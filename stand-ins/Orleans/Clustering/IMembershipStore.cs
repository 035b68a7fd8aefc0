using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>The table of the cluster's silos as it was at one moment of its own clock.</summary>
internal sealed record MembershipTable(int Version, DateTime ReadTime, ImmutableArray<MembershipEntry> Entries);

/// <summary>Where the cluster's silos are written down. A change names the version it was made on and is refused on any other.</summary>
internal interface IMembershipStore
{
    /// <summary>Makes sure that the cluster has a table; a client only reads what is there.</summary>
    Task Open(bool mayCreate, CancellationToken cancellationToken);

    Task<MembershipTable> Read(CancellationToken cancellationToken);

    /// <summary>False when the table has changed since that version.</summary>
    Task<bool> Insert(MembershipEntry entry, int version, CancellationToken cancellationToken);

    /// <summary>Writes status and votes; false when the table has changed since that version.</summary>
    Task<bool> Update(MembershipEntry entry, int version, CancellationToken cancellationToken);

    /// <summary>A sign of life; false when the silo is dead or unknown.</summary>
    Task<bool> KeepAlive(SiloAddress silo, CancellationToken cancellationToken);

    /// <summary>Forgets silos that are not active and gave no sign of life since.</summary>
    Task Forget(DateTime before, CancellationToken cancellationToken);
}

using System.Collections.Immutable;
using System.Net;

namespace BenchHub.Connectors.Net;

/// <summary>
/// Where a user's URL may lead. Public addresses are allowed; link-local (with the metadata services of clouds),
/// multicast, unspecified, broadcast and reserved ones never are, whatever stands here.
/// </summary>
public sealed record AddressPolicy
{
    /// <summary>127.0.0.0/8 and ::1. Right while the hub itself listens on loopback only. Default: false.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>RFC 1918, unique local, carrier-grade NAT and benchmark ranges. Default: false.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Ranges that are allowed although they are private or loopback. Default: none.</summary>
    public ImmutableArray<IPNetwork> Allow { get; init; } = [];

    /// <summary>Ranges that are refused although they would be allowed. Default: none.</summary>
    public ImmutableArray<IPNetwork> Deny { get; init; } = [];
}

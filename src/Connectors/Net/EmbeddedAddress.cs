using System.Net;
using System.Net.Sockets;

namespace BenchHub.Connectors.Net;

/// <summary>
/// IPv6 addresses that a router or the operating system turns into an IPv4 one, so that the rule for the latter
/// cannot be walked around.
/// </summary>
internal static class EmbeddedAddress
{
    private const int Last32Bits = 12;
    private const int After6To4Prefix = 2;

    private static readonly (IPNetwork Network, int Offset)[] Forms =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), Last32Bits),     // IPv4-mapped, RFC 4291
        (IPNetwork.Parse("::ffff:0:0:0/96"), Last32Bits),   // IPv4-translated, RFC 2765
        (IPNetwork.Parse("64:ff9b::/96"), Last32Bits),      // NAT64, RFC 6052
        (IPNetwork.Parse("2002::/16"), After6To4Prefix),    // 6to4, RFC 3056
        (IPNetwork.Parse("::/96"), Last32Bits),             // IPv4-compatible, RFC 4291; deprecated
    ];

    /// <returns>The IPv4 address inside, or the address itself.</returns>
    public static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily is AddressFamily.InterNetwork
            || address.Equals(IPAddress.IPv6Loopback) || address.Equals(IPAddress.IPv6Any))
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        foreach (var (network, offset) in Forms)
        {
            // Not IPNetwork.Contains: it takes a mapped address for the IPv4 address inside.
            if (bytes.AsSpan(0, network.PrefixLength / 8)
                .SequenceEqual(network.BaseAddress.GetAddressBytes().AsSpan(0, network.PrefixLength / 8)))
            {
                return new IPAddress(bytes.AsSpan(offset, 4));
            }
        }

        return address;
    }
}

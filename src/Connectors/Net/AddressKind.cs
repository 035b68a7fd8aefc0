using System.Net;
using System.Net.Sockets;

namespace BenchHub.Connectors.Net;

internal enum AddressKind
{
    Public,
    Loopback,
    Private,
    Forbidden,
}

/// <summary>
/// What an address is for, by IANA's registries of special-purpose addresses (RFC 6890) and the documented
/// metadata services of clouds.
/// </summary>
internal static class AddressKinds
{
    private static readonly (IPNetwork Network, AddressKind Kind, string Name)[] Ranges =
    [
        Forbidden("169.254.169.254/32", "the metadata service of a cloud"),
        Forbidden("100.100.100.200/32", "the metadata service of a cloud"),
        Forbidden("168.63.129.16/32", "the host agent of a cloud"),
        Forbidden("192.0.0.192/32", "the metadata service of a cloud"),
        Forbidden("fd00:ec2::254/128", "the metadata service of a cloud"),
        Forbidden("fd20:ce::254/128", "the metadata service of a cloud"),
        Forbidden("fd00:42::42/128", "the metadata service of a cloud"),
        Forbidden("169.254.0.0/16", "link-local"),
        Forbidden("fe80::/10", "link-local"),
        Forbidden("0.0.0.0/8", "unspecified"),
        Forbidden("::/128", "unspecified"),
        Forbidden("224.0.0.0/4", "multicast"),
        Forbidden("ff00::/8", "multicast"),
        Forbidden("255.255.255.255/32", "broadcast"),
        Forbidden("240.0.0.0/4", "reserved"),
        Forbidden("192.0.0.0/24", "reserved"),
        Forbidden("192.88.99.0/24", "a 6to4 relay"),
        Forbidden("192.0.2.0/24", "for documentation only"),
        Forbidden("198.51.100.0/24", "for documentation only"),
        Forbidden("203.0.113.0/24", "for documentation only"),
        Forbidden("2001:db8::/32", "for documentation only"),
        Forbidden("3fff::/20", "for documentation only"),
        Forbidden("2001::/23", "a tunnel or protocol address"),
        new(IPNetwork.Parse("127.0.0.0/8"), AddressKind.Loopback, "loopback"),
        new(IPNetwork.Parse("::1/128"), AddressKind.Loopback, "loopback"),
        Private("10.0.0.0/8", "private"),
        Private("172.16.0.0/12", "private"),
        Private("192.168.0.0/16", "private"),
        Private("100.64.0.0/10", "carrier-grade NAT"),
        Private("198.18.0.0/15", "a benchmark network"),
        Private("fc00::/7", "unique local"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <param name="address">As <see cref="EmbeddedAddress.Unwrap"/> returns it.</param>
    public static (AddressKind Kind, string Name) Of(IPAddress address)
    {
        foreach (var (network, kind, name) in Ranges)
        {
            if (network.Contains(address))
            {
                return (kind, name);
            }
        }

        return address.AddressFamily is AddressFamily.InterNetwork || GlobalUnicast.Contains(address)
            ? (AddressKind.Public, "public")
            : (AddressKind.Forbidden, "not a global unicast address");
    }

    private static (IPNetwork, AddressKind, string) Forbidden(string network, string name) =>
        (IPNetwork.Parse(network), AddressKind.Forbidden, name);

    private static (IPNetwork, AddressKind, string) Private(string network, string name) =>
        (IPNetwork.Parse(network), AddressKind.Private, name);
}

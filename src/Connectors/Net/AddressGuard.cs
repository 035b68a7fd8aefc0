using System.Net;
using System.Net.Sockets;

namespace BenchHub.Connectors.Net;

/// <summary>Resolves a host name.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>
/// Decides whether the hub may connect to where a user's URL leads. The address that was checked is the one that is
/// connected to, so a name that resolves differently a moment later changes nothing.
/// </summary>
public sealed class AddressGuard(AddressPolicy policy, ResolveHost? resolve = null)
{
    private readonly ResolveHost _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <returns>Every address of the host; never empty.</returns>
    /// <exception cref="AddressRefusedException">One of them is not allowed.</exception>
    /// <exception cref="SocketException">The name does not resolve.</exception>
    public async Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        foreach (var address in addresses)
        {
            if (Problem(address) is { } problem)
            {
                throw new AddressRefusedException(
                    address.Equals(literal) ? problem : $"{host} resolves to a refused address: {problem}");
            }
        }

        return addresses;
    }

    /// <returns>Null when the hub may connect there, or a sentence why not.</returns>
    public string? Problem(IPAddress address)
    {
        var target = EmbeddedAddress.Unwrap(address);
        var shown = target.Equals(address) ? $"{address}" : $"{address}, which stands for {target},";
        var (kind, name) = AddressKinds.Of(target);
        if (kind is AddressKind.Forbidden)
        {
            return $"{shown} is {name}; the hub never calls such an address.";
        }

        if (policy.Deny.Any(network => network.Contains(target) || network.Contains(address)))
        {
            return $"{shown} is in a range that this hub's configuration denies.";
        }

        var allowed = kind switch
        {
            AddressKind.Loopback => policy.AllowLoopback,
            AddressKind.Private => policy.AllowPrivate,
            _ => true,
        };
        return allowed || policy.Allow.Any(network => network.Contains(target))
            ? null
            : $"{shown} is {name}; this hub's configuration does not allow such addresses.";
    }

    /// <summary>Opens the connection that an HTTP handler asks for, to an address that was just checked.</summary>
    internal async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Resolve(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

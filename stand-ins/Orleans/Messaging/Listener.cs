using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Messaging;

/// <summary>The two ports of a silo, for silos and for clients, and the connections that were opened to them.</summary>
internal sealed class Listener(MessagingContext context, ClusterRouter router, GrainClasses classes, LocalSilo self, IOptions<EndpointOptions> endpoints) : IDisposable
{
    private readonly ConcurrentDictionary<InboundConnection, bool> _connections = new();
    private Socket[] _sockets = [];
    private volatile bool _isLeaving;

    /// <summary>Takes the ports and gives the silo its address.</summary>
    /// <exception cref="OrleansConfigurationException">A port is taken.</exception>
    public void Bind()
    {
        var options = endpoints.Value;
        var address = options.AdvertisedIPAddress ?? LocalSilo.FirstAddress();
        var silos = Listen(options.SiloListeningEndpoint ?? new(address, options.SiloPort), nameof(EndpointOptions.SiloPort));
        var gateway = Listen(options.GatewayListeningEndpoint ?? new(address, options.GatewayPort), nameof(EndpointOptions.GatewayPort));
        _sockets = [silos, gateway];
        self.Begin(address, PortOf(silos), PortOf(gateway));
        context.Views.Changed += TellVersion;
        Array.ForEach(_sockets, socket => _ = Accept(socket));
    }

    /// <summary>Asks every process that is connected to send no more, and waits until what it has sent is answered.</summary>
    public async Task Leave(TimeSpan patience)
    {
        _isLeaving = true;
        var connections = _connections.Keys.ToArray();
        Array.ForEach(connections, connection => connection.SayGoodbye());
        await Task.WhenAny(Task.WhenAll(connections.Select(connection => connection.Closed)), Task.Delay(patience));
    }

    public void Dispose()
    {
        _isLeaving = true;
        context.Views.Changed -= TellVersion;
        Array.ForEach(_sockets, socket => socket.Dispose());
        foreach (var connection in _connections.Keys)
        {
            connection.Close();
        }
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static Socket Listen(IPEndPoint endpoint, string option)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            socket.Listen();
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new OrleansConfigurationException($"The silo cannot listen at {endpoint} ({exception.Message}): another silo or program may have it. Give each silo its own EndpointOptions.{option}.", exception);
        }
    }

    private async Task Accept(Socket listening)
    {
        while (true)
        {
            try
            {
                _ = Serve(await listening.AcceptAsync());
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException && _isLeaving)
            {
                return;
            }
            catch (SocketException)
            {
                // Whoever wanted to connect has gone, or the process is out of handles for a moment.
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private async Task Serve(Socket socket)
    {
        var connection = new InboundConnection(new FrameSocket(socket, context.Options.MaxMessageBodySize), context, router, classes.Manifest, () => _isLeaving);
        _connections[connection] = true;
        await connection.Run();
        _connections.TryRemove(connection, out _);
    }

    private void TellVersion(Clustering.ClusterView view)
    {
        foreach (var connection in _connections.Keys)
        {
            connection.TellVersion();
        }
    }
}

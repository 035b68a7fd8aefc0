using System.Net;
using System.Net.Sockets;

namespace BenchHub.Cli.Chaos;

/// <summary>Carries connections at another address of this machine to a server that listens on loopback.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener;
    private readonly int _port;

    public Relay(string address, string url)
    {
        _port = new Uri(url).Port;
        _listener = new(IPAddress.Parse(address), 0);
        _listener.Start();
        Url = $"http://{_listener.LocalEndpoint}";
        _ = Accept();
    }

    public string Url { get; }

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Carry(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Closed by its owner.
        }
    }

    private async Task Carry(TcpClient caller)
    {
        using (caller)
        using (var server = new TcpClient { NoDelay = true })
        {
            try
            {
                caller.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, _port);
                await Task.WhenAny(caller.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(caller.GetStream()));
            }
            catch (SocketException)
            {
                // Either side has gone; the other learns of it by the end of its connection.
            }
        }
    }
}

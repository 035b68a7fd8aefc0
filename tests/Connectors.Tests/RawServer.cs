using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BenchHub.Connectors.Tests;

/// <summary>
/// A server that says exactly what a test tells it to, well-formed or not: one request per connection, and the
/// connection is closed when the answer returns.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<RawRequest, Task> _answer;
    private readonly Task _accepting;
    private readonly Lock _lock = new();
    private readonly List<RawRequest> _requests = [];

    public RawServer(Func<RawRequest, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = Accept();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    public IReadOnlyList<RawRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Answers each request in turn with the next text; the last one again and again.</summary>
    public static RawServer Saying(params string[] answers)
    {
        var next = -1;
        return new(request => request.Say(answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]));
    }

    /// <summary>An HTTP answer with the length of its body.</summary>
    public static string Http(int status, string body, string contentType = "application/json", string headers = "") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task Accept()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _ = Serve(await _listener.AcceptTcpClientAsync(_stopping.Token));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var request = await RawRequest.Read(client.GetStream(), _stopping.Token);
                lock (_lock)
                {
                    _requests.Add(request);
                }

                await _answer(request);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, which some tests are about.
            }
        }
    }
}

internal sealed record RawRequest(string Head, string Body, NetworkStream Stream, CancellationToken Stopping)
{
    public string Method => Line[..Line.IndexOf(' ')];

    public string Line => Head[..Head.IndexOf('\r')];

    public Task Say(string text) => Say(Encoding.UTF8.GetBytes(text));

    public async Task Say(byte[] bytes) => await Stream.WriteAsync(bytes, Stopping);

    /// <summary>Keeps the connection open and says nothing.</summary>
    public Task Hang() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Stopping);

    public static async Task<RawRequest> Read(NetworkStream stream, CancellationToken stopping)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, stopping);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            var all = text.ToString();
            var end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && Encoding.UTF8.GetByteCount(all.AsSpan(end + 4)) >= Length(all[..end]))
            {
                return new(all[..end], all[(end + 4)..], stream, stopping);
            }

            if (read == 0)
            {
                throw new IOException("The client closed the connection before its request was complete.");
            }
        }
    }

    private static int Length(string head) => head.Split("\r\n")
        .Where(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(static line => int.Parse(line["Content-Length:".Length..]))
        .SingleOrDefault();
}

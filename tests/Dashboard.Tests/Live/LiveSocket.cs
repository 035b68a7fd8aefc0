using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace BenchHub.Dashboard.Tests.Live;

/// <summary>A page's end of /live: SignalR's JSON protocol over a WebSocket, messages end with U+001E.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonNode> _read = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<LiveSocket> Open(Uri hub, string? key = null, string? origin = null)
    {
        var live = new LiveSocket();
        if (origin is not null)
        {
            live._socket.Options.SetRequestHeader("Origin", origin);
        }

        await live._socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws", Path = "/live", Query = key is null ? "" : $"access_token={key}" }.Uri, Ct);
        await live.Send(new JsonObject { ["protocol"] = "json", ["version"] = 1 });
        await live.Next();
        return live;
    }

    public Task Stream(string id, string target, params string[] values) => Send(new JsonObject
    {
        ["type"] = 4,
        ["invocationId"] = id,
        ["target"] = target,
        ["arguments"] = new JsonArray([.. values.Select(static value => JsonValue.Create(value))]),
    });

    /// <summary>The next item of a stream, or its end.</summary>
    public async Task<JsonNode> Next()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Patience);
        while (_read.Count == 0)
        {
            var text = new StringBuilder();
            var buffer = new byte[16 * 1024];
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer, limit.Token);
                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
            while (!part.EndOfMessage);

            foreach (var message in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries).Select(static one => JsonNode.Parse(one)!))
            {
                // 6 is the ping of a connection that is quiet.
                if ((int?)message["type"] != 6)
                {
                    _read.Enqueue(message);
                }
            }
        }

        return _read.Dequeue();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task Send(JsonObject message) => _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + End), WebSocketMessageType.Text, endOfMessage: true, Ct);
}

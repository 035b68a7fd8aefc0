using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>A connection to a silo that this process opened: requests go out, answers come back in any order.</summary>
internal sealed class OutboundConnection
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);

    private readonly FrameSocket _socket;
    private readonly MessagingContext _context;
    private readonly ConcurrentDictionary<long, PendingRequest> _pending = new();
    private long _lastId;
    private volatile bool _isLeaving;

    private OutboundConnection(SiloAddress silo, FrameSocket socket, MessagingContext context) => (Silo, _socket, _context) = (silo, socket, context);

    public SiloAddress Silo { get; }

    /// <summary>The grain classes of the cluster, told to clients only.</summary>
    public GrainManifest? Manifest { get; private set; }

    public Task Closed => _socket.Closed;

    public bool IsUsable => !_isLeaving && !Closed.IsCompleted;

    /// <exception cref="SiloUnavailableException">Nobody listens there, or it is not that silo, or it refuses.</exception>
    public static async Task<OutboundConnection> Open(SiloAddress silo, IPEndPoint endpoint, MessagingContext context)
    {
        using var timeout = new CancellationTokenSource(OpenTimeout);
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        var frames = new FrameSocket(socket, context.Options.MaxMessageBodySize);
        try
        {
            await socket.ConnectAsync(endpoint, timeout.Token).ConfigureAwait(false);
            var connection = new OutboundConnection(silo, frames, context);
            await connection.Greet(timeout.Token).ConfigureAwait(false);
            _ = connection.Run();
            return connection;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or SerializerException)
        {
            frames.Close();
            throw new SiloUnavailableException($"{silo} cannot be reached at {endpoint}: {exception.Message}", exception);
        }
        catch (SiloUnavailableException)
        {
            frames.Close();
            throw;
        }
    }

    /// <summary>False when the connection takes no more requests; the call was not sent then and may go elsewhere.</summary>
    /// <exception cref="SerializerException">The call cannot be sent to another process.</exception>
    public bool TrySend(Call call)
    {
        var id = Interlocked.Increment(ref _lastId);
        var frame = _context.Begin(FrameKind.Call, id);
        try
        {
            _context.Calls.WriteCall(frame, call);
        }
        catch
        {
            frame.Release();
            throw;
        }

        if (call.Method.IsOneWay)
        {
            return IsUsable && Queue(frame);
        }

        var pending = new PendingRequest(call, _context.Calls);
        if (!TryAdd(id, pending))
        {
            frame.Release();
            return false;
        }

        if (call.CancellationToken.CanBeCanceled)
        {
            pending.Cancellation = call.CancellationToken.UnsafeRegister(_ => Queue(_context.Begin(FrameKind.Cancel, id)), null);
        }

        return Queue(frame);
    }

    /// <summary>Asks and waits for the answer that has no content.</summary>
    /// <exception cref="SiloUnavailableException">The connection ended first.</exception>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public async Task Ask(FrameKind kind, Action<WireWriter>? content, TimeSpan timeout)
    {
        var id = Interlocked.Increment(ref _lastId);
        var frame = _context.Begin(kind, id);
        content?.Invoke(frame);
        var pending = new PendingRequest();
        if (!TryAdd(id, pending))
        {
            throw new SiloUnavailableException($"{Silo} takes no more requests.");
        }

        Queue(frame);
        try
        {
            await pending.Done.WaitAsync(timeout).ConfigureAwait(false);
        }
        finally
        {
            Forget(id);
        }
    }

    /// <summary>Forgets requests that nobody waits for any more.</summary>
    public void Sweep()
    {
        foreach (var (id, _) in _pending.Where(entry => entry.Value.Call is { IsOver: true }))
        {
            Forget(id);
        }
    }

    public void Close() => _socket.Close();

    private async Task Greet(CancellationToken cancellationToken)
    {
        _ = _socket.RunSender();
        var hello = _context.Begin(FrameKind.Hello, 0);
        new Hello(_context.ClusterId, _context.Self(), Silo).Write(hello);
        await _socket.Send(hello);
        var first = await _socket.Receive(cancellationToken)
            ?? throw new SiloUnavailableException($"{Silo} closed the connection at once.");
        var reader = new WireReader(first);
        var head = FrameHead.Read(reader);
        Manifest = head.Kind switch
        {
            FrameKind.Welcome => reader.Rest > 0 ? ManifestCodec.Read(reader) : null,
            FrameKind.Refused => throw new SiloUnavailableException($"{Silo} refuses the connection: {reader.Text()}"),
            _ => throw new SiloUnavailableException($"Whoever listens at {_socket.Remote} is not a silo of this program."),
        };
        Learn(head.ClusterVersion);
    }

    private async Task Run()
    {
        var reason = "it was closed";
        try
        {
            while (await _socket.Receive() is { } frame)
            {
                Handle(new WireReader(frame));
            }
        }
        catch (SerializerException exception)
        {
            reason = exception.Message;
        }

        _socket.Close();
        _context.Log.Ended(Silo.ToString(), reason);
        foreach (var id in _pending.Keys)
        {
            if (_pending.TryRemove(id, out var pending))
            {
                pending.Lost(Silo);
            }
        }
    }

    private void Handle(WireReader reader)
    {
        var head = FrameHead.Read(reader);
        Learn(head.ClusterVersion);
        if (head.Kind == FrameKind.Answer && _pending.TryRemove(head.Id, out var pending))
        {
            pending.Answered(reader);
            CloseIfDone();
        }
        else if (head.Kind == FrameKind.Goodbye)
        {
            _isLeaving = true;
            CloseIfDone();
        }
    }

    private void Learn(int clusterVersion)
    {
        if (clusterVersion > _context.Views.Current.Version)
        {
            _ = Task.Run(() => _context.Views.TryAtLeast(clusterVersion));
        }
    }

    // Added before it looks whether the connection is leaving, which in turn is set before anybody looks whether requests are left.
    private bool TryAdd(long id, PendingRequest pending)
    {
        _pending[id] = pending;
        if (IsUsable)
        {
            return true;
        }

        var isMine = _pending.TryRemove(id, out _);
        CloseIfDone();
        return !isMine;
    }

    private void Forget(long id)
    {
        if (_pending.TryRemove(id, out _))
        {
            CloseIfDone();
        }
    }

    private void CloseIfDone()
    {
        if (_isLeaving && _pending.IsEmpty)
        {
            _socket.Close();
        }
    }

    private bool Queue(WireWriter frame)
    {
        var sent = _socket.Send(frame);
        _ = sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
        return true;
    }
}

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
    private readonly PendingRequests _pending;
    private long _lastId;

    private OutboundConnection(SiloAddress silo, FrameSocket socket, MessagingContext context) =>
        (Silo, _socket, _context, _pending) = (silo, socket, context, new PendingRequests(socket));

    public SiloAddress Silo { get; }

    /// <summary>The grain classes of the cluster, told to clients only.</summary>
    public GrainManifest? Manifest { get; private init; }

    public Task Closed => _socket.Closed;

    public bool IsUsable => _pending.AreTaken;

    /// <exception cref="SiloUnavailableException">Nobody listens there, or it is not that silo, or it refuses.</exception>
    public static async Task<OutboundConnection> Open(SiloAddress silo, IPEndPoint endpoint, MessagingContext context)
    {
        using var timeout = new CancellationTokenSource(OpenTimeout);
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        var frames = new FrameSocket(socket, context.Options.MaxMessageBodySize);
        try
        {
            await socket.ConnectAsync(endpoint, timeout.Token).ConfigureAwait(false);
            _ = frames.RunSender();
            var greeting = await Greeting.Exchange(frames, silo, context, timeout.Token).ConfigureAwait(false);
            var connection = new OutboundConnection(silo, frames, context) { Manifest = greeting.Manifest };
            connection.Learn(greeting.ClusterVersion);
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
        if (!_pending.TryAdd(id, pending))
        {
            frame.Release();
            return false;
        }

        if (call.CancellationToken.CanBeCanceled)
        {
            pending.CancelWith(call.CancellationToken.UnsafeRegister(_ => Queue(_context.Begin(FrameKind.Cancel, id)), null));
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
        if (!_pending.TryAdd(id, pending))
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
            _pending.Forget(id);
        }
    }

    public void Sweep() => _pending.Sweep();

    public void Close() => _socket.Close();

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
        _pending.LoseAll(Silo);
    }

    private void Handle(WireReader reader)
    {
        var head = FrameHead.Read(reader);
        Learn(head.ClusterVersion);
        if (head.Kind == FrameKind.Answer)
        {
            _pending.Answered(head.Id, reader);
        }
        else if (head.Kind == FrameKind.Goodbye)
        {
            _pending.Leave();
        }
    }

    private void Learn(int clusterVersion)
    {
        if (clusterVersion > _context.Views.Current.Version)
        {
            _ = Task.Run(() => _context.Views.TryAtLeast(clusterVersion));
        }
    }

    private bool Queue(WireWriter frame)
    {
        var sent = _socket.Send(frame);
        _ = sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
        return true;
    }
}

using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading.Channels;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>Frames over a socket. What is sent waits in a bounded queue, and what waits together leaves together.</summary>
internal sealed class FrameSocket : IAsyncDisposable
{
    private const int QueuedFrames = 4096;
    private const int BatchBytes = 64 * 1024;

    private readonly Socket _socket;
    private readonly int _limit;
    private readonly Channel<WireWriter> _outgoing = Channel.CreateBounded<WireWriter>(
        new BoundedChannelOptions(QueuedFrames) { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _received = new byte[BatchBytes];
    private int _start;
    private int _end;

    public FrameSocket(Socket socket, int limit)
    {
        (_socket, _limit) = (socket, limit);
        _socket.NoDelay = true;
    }

    /// <summary>Completes when the connection has ended, by whichever side.</summary>
    public Task Closed => _closed.Task;

    public string Remote => _socket.RemoteEndPoint?.ToString() ?? "nowhere";

    /// <summary>Queues a frame and waits while the queue is full; a connection that has ended loses it.</summary>
    public ValueTask Send(WireWriter frame) => _outgoing.Writer.TryWrite(frame) ? default : SendLater(frame);

    /// <summary>Sends what is queued until the connection ends.</summary>
    public async Task RunSender()
    {
        var batch = new byte[BatchBytes];
        try
        {
            while (await _outgoing.Reader.WaitToReadAsync())
            {
                await SendWaiting(batch);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The receiving side ends for the same reason and says so.
        }
        finally
        {
            Close();
        }
    }

    /// <summary>The next frame without its length, valid until the next call; null when the connection has ended.</summary>
    /// <exception cref="SerializerException">What arrives is no frame, or too large a one.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> Receive(CancellationToken cancellationToken = default)
    {
        if (!await Fill(FrameHead.LengthSize, cancellationToken))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_received.AsSpan(_start));
        if (length < 0 || length > _limit)
        {
            throw new SerializerException($"{Remote} sends a message of {length} bytes; the most is {_limit} (MessagingOptions.MaxMessageBodySize).");
        }

        if (!await Fill(FrameHead.LengthSize + length, cancellationToken))
        {
            return null;
        }

        var frame = _received.AsMemory(_start + FrameHead.LengthSize, length);
        _start += FrameHead.LengthSize + length;
        return frame;
    }

    public void Close()
    {
        if (_closed.TrySetResult())
        {
            _outgoing.Writer.TryComplete();
            _socket.Dispose();
        }
    }

    /// <summary>Sends what is queued, then ends the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        await Task.WhenAny(Closed, Task.Delay(TimeSpan.FromSeconds(1)));
        Close();
    }

    private async ValueTask SendLater(WireWriter frame)
    {
        while (await _outgoing.Writer.WaitToWriteAsync())
        {
            if (_outgoing.Writer.TryWrite(frame))
            {
                return;
            }
        }
    }

    private async Task SendWaiting(byte[] batch)
    {
        var length = 0;
        while (_outgoing.Reader.TryRead(out var frame))
        {
            BinaryPrimitives.WriteInt32LittleEndian(frame.Buffer, frame.Length - FrameHead.LengthSize);
            if (length + frame.Length > batch.Length)
            {
                await SendAll(batch.AsMemory(0, length));
                length = 0;
            }

            if (frame.Length > batch.Length)
            {
                await SendAll(frame.Buffer.AsMemory(0, frame.Length));
            }
            else
            {
                frame.Buffer.AsSpan(0, frame.Length).CopyTo(batch.AsSpan(length));
                length += frame.Length;
            }

            frame.Release();
        }

        await SendAll(batch.AsMemory(0, length));
    }

    private async ValueTask SendAll(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes)..];
        }
    }

    private async ValueTask<bool> Fill(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
        {
            MakeRoom(count);
            try
            {
                var received = await _socket.ReceiveAsync(_received.AsMemory(_end), cancellationToken);
                if (received == 0)
                {
                    return false;
                }

                _end += received;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }

        return true;
    }

    private void MakeRoom(int count)
    {
        if (_received.Length - _start >= count && _end < _received.Length)
        {
            return;
        }

        var target = count > _received.Length ? new byte[count]
            : count <= BatchBytes && _received.Length > BatchBytes ? new byte[BatchBytes]
            : _received;
        _received.AsSpan(_start, _end - _start).CopyTo(target);
        (_received, _end, _start) = (target, _end - _start, 0);
    }
}

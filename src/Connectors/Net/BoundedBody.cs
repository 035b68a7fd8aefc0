namespace BenchHub.Connectors.Net;

/// <summary>A body of at most so many bytes, within its call's time; what goes wrong is a <see cref="CallFailedException"/>.</summary>
internal sealed class BoundedBody(OutboundCall call, Stream body, long? limit, OutboundClock clock) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>Obeys the token with which the call was begun as well.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var read = await body.ReadAsync(buffer, clock.Token);
            _read += read;
            return _read > limit ? throw OutboundFaults.TooLarge(call) : read;
        }
        catch (Exception fault) when (clock.IsFaultOf(fault))
        {
            throw clock.Explain(call, fault);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is written.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}

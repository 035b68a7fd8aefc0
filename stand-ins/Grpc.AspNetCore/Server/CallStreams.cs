using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The request messages of a call, until the call ends.</summary>
internal sealed class RequestStream<T>(HttpServerCallContext context, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;

    public T Current => _current ?? throw new InvalidOperationException("No message: await a MoveNext that returns true first.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, cancellationToken);
        _current = null;
        _current = await context.Request.Next(marshaller, either.Token);
        return _current is not null;
    }
}

/// <summary>The response messages of a call; each is flushed before the write returns.</summary>
internal sealed class ResponseStream<T>(HttpServerCallContext context, Marshaller<T> marshaller) : IServerStreamWriter<T>
    where T : class
{
    private int _writing;

    public WriteOptions? WriteOptions
    {
        get => context.WriteOptions;
        set => context.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    /// <exception cref="InvalidOperationException">The call has ended, or the last write has not.</exception>
    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _writing, 1) == 1)
        {
            throw new InvalidOperationException("The previous write is still in progress; await it first.");
        }

        try
        {
            await context.Response.Send(ResponseFrame.Of(marshaller, message), cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }
}

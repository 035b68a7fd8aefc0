using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Messages of the other side, one at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last successful <see cref="MoveNext"/> arrived at.</summary>
    public T Current { get; }

    /// <returns>False when the other side has sent its last message.</returns>
    public Task<bool> MoveNext(CancellationToken cancellationToken);
}

/// <summary>Takes messages for the other side; one write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message);

#pragma warning disable MA0040 // that overload is this one
    public Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This stream cannot cancel a write.")
        : WriteAsync(message);
#pragma warning restore MA0040
}

public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;

public static class AsyncStreamReaderExtensions
{
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
        where T : class => streamReader.MoveNext(CancellationToken.None);

    /// <summary>The remaining messages, for <c>await foreach</c>.</summary>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        this IAsyncStreamReader<T> streamReader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await streamReader.MoveNext(cancellationToken))
        {
            yield return streamReader.Current;
        }
    }
}

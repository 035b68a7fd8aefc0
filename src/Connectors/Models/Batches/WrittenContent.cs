using System.Net;
using System.Net.Http.Headers;

namespace BenchHub.Connectors.Models.Batches;

/// <summary>A file that is written while it is sent, so that it is never whole in memory.</summary>
internal sealed class WrittenContent : HttpContent
{
    private readonly long _bytes;
    private readonly Func<Stream, CancellationToken, Task> _write;

    public WrittenContent(long bytes, Func<Stream, CancellationToken, Task> write)
    {
        (_bytes, _write) = (bytes, write);
        Headers.ContentType = new MediaTypeHeaderValue("application/jsonl");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _write(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _write(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes;
        return true;
    }
}

using System.Buffers.Binary;

namespace BenchHub.Grpc.Tests.Raw;

/// <summary>A call whose response is still coming.</summary>
public sealed class RawStream(HttpResponseMessage response, Stream body) : IDisposable
{
    public HttpResponseMessage Response => response;

    /// <returns>The payload of the next message, or null at the end.</returns>
    public async Task<byte[]?> Next()
    {
        var header = new byte[5];
        if (await body.ReadAtLeastAsync(header, 5, throwOnEndOfStream: false) < 5 || response.Content.Headers.ContentType?.MediaType != "application/grpc")
        {
            return null;
        }

        Assert.Equal(0, header[0]);
        var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        await body.ReadExactlyAsync(payload);
        return payload;
    }

    public RawAnswer Finish(IReadOnlyList<byte[]> messages) => new(
        response.StatusCode, response.Headers, response.Content.Headers.ContentType?.ToString(), response.TrailingHeaders, messages);

    public void Dispose() => response.Dispose();
}

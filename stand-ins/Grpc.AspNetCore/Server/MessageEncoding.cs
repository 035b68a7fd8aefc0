using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>Decompresses request messages; the limit holds for the decompressed size as well.</summary>
internal static class MessageEncoding
{
    private const string Supported = "identity,gzip,deflate";

    public static byte[] Decompress(HttpContext http, ReadOnlySequence<byte> payload, int? maxMessageSize)
    {
        using var compressed = new MemoryStream(payload.ToArray(), writable: false);
        using var source = Decoder(http, compressed);
        using var message = new MemoryStream();
        try
        {
            CopyAtMost(source, message, maxMessageSize);
        }
        catch (InvalidDataException corrupt)
        {
            throw new RpcException(new(StatusCode.Internal, "A compressed message cannot be decompressed.", corrupt));
        }

        return message.ToArray();
    }

    public static RpcException TooLarge(int? maxMessageSize) =>
        new(new Status(StatusCode.ResourceExhausted, $"A message is larger than the limit of {maxMessageSize ?? int.MaxValue} bytes."));

    private static Stream Decoder(HttpContext http, Stream compressed)
    {
        var encoding = http.Request.Headers[Wire.Encoding].ToString();
        switch (encoding)
        {
            case "gzip":
                return new GZipStream(compressed, CompressionMode.Decompress);
            case "deflate":
                return new ZLibStream(compressed, CompressionMode.Decompress);
            case "" or "identity":
                throw new RpcException(new(StatusCode.Internal, "A message is marked as compressed, but grpc-encoding names no compression."));
            default:
                if (!http.Response.HasStarted)
                {
                    http.Response.Headers[Wire.AcceptEncoding] = Supported;
                }

                throw new RpcException(new(StatusCode.Unimplemented, $"The compression '{encoding}' is not supported; use one of {Supported}."));
        }
    }

    private static void CopyAtMost(Stream source, MemoryStream target, int? limit)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            for (int read; (read = source.Read(chunk)) > 0;)
            {
                target.Write(chunk, 0, read);
                if (target.Length > limit)
                {
                    throw TooLarge(limit);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;

namespace BenchHub.Grpc.Tests.Raw;

/// <summary>Messages as gRPC frames them: flag, length (big-endian), payload.</summary>
public static class Frame
{
    public static byte[] Of(IMessage message) => Of(message.ToByteArray());

    public static byte[] Of(byte[] payload, byte flag = 0)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public static byte[] Gzipped(IMessage message)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            message.WriteTo(gzip);
        }

        return Of(packed.ToArray(), flag: 1);
    }
}

using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// The request as messages: each is a flag byte (1 = compressed), a length of four bytes (big-endian) and the payload.
/// </summary>
internal sealed class RequestBody(HttpContext http, int? maxMessageSize)
{
    private const int HeaderSize = 5;

    /// <returns>The next message, or null at the end of the request.</returns>
    /// <exception cref="RpcException">The bytes are no message, too many, or end in the middle of one.</exception>
    public async ValueTask<T?> Next<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            var examined = rest.End;
            try
            {
                if (TakeFrame(ref rest) is { } payload)
                {
                    examined = rest.Start;
                    return Deserialize(marshaller, payload);
                }

                if (result.IsCompleted)
                {
                    return rest.IsEmpty ? null : throw Refused(StatusCode.Internal, "The request ended in the middle of a message.");
                }
            }
            finally
            {
                reader.AdvanceTo(rest.Start, examined);
            }
        }
    }

    /// <returns>The one message of a call whose request is not a stream.</returns>
    public async ValueTask<T> Only<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        var message = await Next(marshaller, cancellationToken)
            ?? throw Refused(StatusCode.Internal, "The request has no message.");

        return await Next(marshaller, cancellationToken) is null
            ? message
            : throw Refused(StatusCode.Internal, "The request has more than one message, but the method takes one.");
    }

    private static RpcException Refused(StatusCode code, string reason) => new(new Status(code, reason));

    private static T Deserialize<T>(Marshaller<T> marshaller, ReadOnlySequence<byte> payload)
    {
        try
        {
            return marshaller.ContextualDeserializer(new Payload(payload));
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new RpcException(new(StatusCode.Internal, $"The request is not a valid {typeof(T).Name} message.", malformed));
        }
    }

    private ReadOnlySequence<byte>? TakeFrame(ref ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < HeaderSize)
        {
            return null;
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (header[0] > 1)
        {
            throw Refused(StatusCode.Internal, $"A message starts with the flag {header[0]}; only 0 and 1 are defined.");
        }

        if (length > (maxMessageSize ?? int.MaxValue))
        {
            throw MessageEncoding.TooLarge(maxMessageSize);
        }

        if (buffer.Length < HeaderSize + length)
        {
            return null;
        }

        var payload = buffer.Slice(HeaderSize, length);
        buffer = buffer.Slice(payload.End);
        return header[0] == 0 ? payload : new(MessageEncoding.Decompress(http, payload, maxMessageSize));
    }

    private sealed class Payload(ReadOnlySequence<byte> bytes) : DeserializationContext
    {
        public override int PayloadLength => (int)bytes.Length;

        public override byte[] PayloadAsNewBuffer() => bytes.ToArray();

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => bytes;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>One response message with its five bytes in front, never compressed.</summary>
internal sealed class ResponseFrame : SerializationContext
{
    private const int HeaderSize = 5;

    private readonly ArrayBufferWriter<byte> _frame = new();

    private ResponseFrame()
    {
        _frame.GetSpan(HeaderSize)[..HeaderSize].Clear();
        _frame.Advance(HeaderSize);
    }

    public static ReadOnlyMemory<byte> Of<T>(Marshaller<T> marshaller, T message)
    {
        var context = new ResponseFrame();
        marshaller.ContextualSerializer(message, context);
        var frame = context._frame.WrittenMemory;
        BinaryPrimitives.WriteInt32BigEndian(MemoryMarshal.AsMemory(frame).Span[1..], frame.Length - HeaderSize);
        return frame;
    }

    public override void SetPayloadLength(int payloadLength) => _frame.GetSpan(payloadLength);

    public override IBufferWriter<byte> GetBufferWriter() => _frame;

    public override void Complete(byte[] payload) => _frame.Write(payload);

    public override void Complete()
    {
    }
}

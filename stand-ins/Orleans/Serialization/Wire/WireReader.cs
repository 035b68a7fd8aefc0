using System.Buffers.Binary;
using System.Text;

namespace Orleans.Serialization;

/// <summary>Reads what a <see cref="WireWriter"/> wrote.</summary>
/// <exception cref="SerializerException">The message ends before what it announces.</exception>
internal sealed class WireReader(ReadOnlyMemory<byte> message)
{
    public int Position { get; set; }

    public int Rest => message.Length - Position;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public uint Count()
    {
        var value = 0u;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7f) << shift;
            if (next <= 0x7f)
            {
                return value;
            }
        }
    }

    /// <summary>The number of elements that follow, each of which has a byte at least.</summary>
    public int Elements() => Count() is var count && count <= Rest ? (int)count : throw EndsTooEarly();

    public string Text() => Encoding.UTF8.GetString(Take(Elements()));

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Rest)
        {
            throw EndsTooEarly();
        }

        Position += count;
        return message.Span.Slice(Position - count, count);
    }

    private static SerializerException EndsTooEarly() => new("A message from another process ends too early: the two run versions of the program that do not fit together.");
}

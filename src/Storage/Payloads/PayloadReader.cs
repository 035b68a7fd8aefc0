using System.Buffers.Binary;
using System.Text;

namespace BenchHub.Storage;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">From each method, when the bytes end early or make no sense.</exception>
internal ref struct PayloadReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public int Int()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (int)(value >> 1) ^ -(int)(value & 1);
            }
        }

        throw Damaged();
    }

    /// <summary>How many things follow, each of at least one byte: a damaged count must not allocate gigabytes.</summary>
    public int Count() => Counted(Int());

    /// <inheritdoc cref="Count"/>
    public readonly int Counted(int count) => count >= 0 && count <= _rest.Length ? count : throw Damaged();

    public double Double() => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(Take(8)));

    public long? OptionalLong() => Byte() == 0 ? null : BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string Text() => Encoding.UTF8.GetString(Take(Int()));

    public string? OptionalText() => Byte() == 0 ? null : Text();

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw Damaged();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static InvalidDataException Damaged() => new("A stored payload is damaged: it ends in the middle of a value.");
}

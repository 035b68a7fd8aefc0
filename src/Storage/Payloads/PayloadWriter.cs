using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BenchHub.Storage;

/// <summary>
/// Compact binary form of our own rows: variable-length integers, texts as length and UTF-8, doubles bit for bit in
/// little endian. Read back by <see cref="PayloadReader"/> in the same order.
/// </summary>
internal sealed class PayloadWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public int Length => _bytes.WrittenCount;

    public void Clear() => _bytes.ResetWrittenCount();

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    /// <summary>Zigzag, so that small negative numbers stay short too.</summary>
    public void Int(int value)
    {
        var rest = (uint)((value << 1) ^ (value >> 31));
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    public void Double(double value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), BitConverter.DoubleToInt64Bits(value));
        _bytes.Advance(8);
    }

    public void OptionalLong(long? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } number)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), number);
            _bytes.Advance(8);
        }
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        _bytes.Advance(Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length)));
    }

    public void OptionalText(string? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
        {
            Text(value);
        }
    }
}

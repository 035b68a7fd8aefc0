using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Orleans.Serialization;

/// <summary>Bytes of one message, growing in a pooled buffer that whoever sends it gives back.</summary>
internal sealed class WireWriter(int limit)
{
    private const int DeepestNesting = 200;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256);
    private int _depth;

    public int Length { get; private set; }

    public byte[] Buffer => _buffer;

    public void Byte(byte value) => Take(1)[0] = value;

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    /// <summary>Seven bits a byte, so that small numbers are short.</summary>
    public void Count(uint value)
    {
        for (; value > 0x7f; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Count((uint)length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>Leaves room for the length of what follows until <see cref="EndBlock"/>.</summary>
    public int BeginBlock()
    {
        var start = Length;
        Int32(0);
        return start;
    }

    public void EndBlock(int start) => BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), Length - start - sizeof(int));

    /// <exception cref="SerializerException">The value nests without end.</exception>
    public void Enter()
    {
        if (++_depth > DeepestNesting)
        {
            throw new SerializerException($"A value nests more than {DeepestNesting} levels deep, or contains itself, and cannot be sent to another process.");
        }
    }

    public void Leave() => _depth--;

    public void Release() => ArrayPool<byte>.Shared.Return(_buffer);

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Grow(count);
        }

        Length += count;
        return _buffer.AsSpan(Length - count, count);
    }

    private void Grow(int count)
    {
        if ((long)Length + count > limit)
        {
            throw new SerializerException($"A message of more than {limit} bytes cannot be sent; raise MessagingOptions.MaxMessageBodySize, or send less at once.");
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit, Math.Max(Length * 2L, (long)Length + count)));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        Release();
        _buffer = larger;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace BenchHub.Storage;

/// <summary>Stored bytes: a version (1), the length before compression (4 bytes), Brotli.</summary>
internal static class Packed
{
    private const byte Version = 1;
    private const int Header = 5;

    // Quality 1 costs a few milliseconds per megabyte; higher ones save little on ids and numbers.
    private const int Quality = 1;

    public static byte[] Pack(ReadOnlySpan<byte> plain)
    {
        // A window wider than the bytes only costs memory: a chunk of one item must be cheap too.
        var window = Math.Clamp(BitOperations.Log2((uint)plain.Length + 1) + 1, 10, 20);
        var packed = new byte[Header + BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        packed[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), plain.Length);
        if (!BrotliEncoder.TryCompress(plain, packed.AsSpan(Header), out var written, Quality, window))
        {
            throw new InvalidOperationException($"{plain.Length} bytes did not fit the space that Brotli promised to need.");
        }

        return packed[..(Header + written)];
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of a later version.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < Header || packed[0] != Version)
        {
            throw new InvalidDataException($"A stored payload has version {(packed.IsEmpty ? "none" : packed[0])}; this program reads version {Version}.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(packed[1..]);
        if (length < 0)
        {
            throw new InvalidDataException("A stored payload is damaged: its length is negative.");
        }

        var plain = new byte[length];
        return BrotliDecoder.TryDecompress(packed[Header..], plain, out var written) && written == length
            ? plain
            : throw new InvalidDataException("A stored payload is damaged: it does not decompress to its length.");
    }
}

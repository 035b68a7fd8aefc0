using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// Finds certain bytes of a text one after another, from a bitmap of 64 bytes at a time. Inlined where it is used, because
/// it is called for every few bytes of a file.
/// </summary>
internal ref struct Separators<T> where T : struct, ISeparator
{
    private readonly ReadOnlySpan<byte> _text;
    private int _block;
    private ulong _found;

    public Separators(ReadOnlySpan<byte> text)
    {
        _text = text;
        _found = Bitmap(0);
    }

    /// <summary>Where the next one stands, or the text's length after the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
        while (_found == 0)
        {
            _block += 64;
            if (_block >= _text.Length)
            {
                return _text.Length;
            }

            _found = Bitmap(_block);
        }

        var at = _block + BitOperations.TrailingZeroCount(_found);
        _found &= _found - 1;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Bitmap(int start) => _text.Length - start >= 64 ? Bitmap(_text.Slice(start, 64)) : LastBitmap(_text[start..]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong LastBitmap(ReadOnlySpan<byte> rest)
    {
        Span<byte> block = stackalloc byte[64];
        rest.CopyTo(block);
        return Bitmap(block);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bitmap(ReadOnlySpan<byte> block) =>
        T.In(Vector256.Create(block)).ExtractMostSignificantBits()
        | (ulong)T.In(Vector256.Create(block[32..])).ExtractMostSignificantBits() << 32;
}

/// <summary>Which bytes are sought; 0 must not be one of them.</summary>
internal interface ISeparator
{
    /// <summary>All bits set at each byte that is sought.</summary>
    public static abstract Vector256<byte> In(Vector256<byte> bytes);
}

/// <summary>Blanks and the five controls from tab to carriage return.</summary>
internal readonly struct BlanksAndLineEnds : ISeparator
{
    public static Vector256<byte> In(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)' '))
        | Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'\t'), Vector256.Create((byte)('\r' - '\t')));
}

/// <summary>Line feeds and carriage returns.</summary>
internal readonly struct LineEnds : ISeparator
{
    public static Vector256<byte> In(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'));
}

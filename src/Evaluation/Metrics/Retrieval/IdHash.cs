using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// 64-bit hash of an id: words are multiplied pairwise to 128 bits and folded, under keys that are drawn when the process
/// starts, so that input cannot aim at collisions.
/// </summary>
/// <remarks>Of use within one process only. O(length), 16 bytes a step.</remarks>
internal static class IdHash
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15; // 2^64 / 1.618…, whose bits follow no pattern

    private static readonly ulong LeftKey = Key();
    private static readonly ulong RightKey = Key();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        var hash = (ulong)id.Length;
        for (; id.Length > 16; id = id[16..])
        {
            hash = Fold(Word(id), Word(id[8..]) ^ hash);
        }

        // What is left, at most 16 bytes, is read from both its ends; the length keeps apart what then looks alike. One product
        // alone shows in single bits when ids differ little, so it is folded once more.
        return Finish(id.Length switch
        {
            >= 8 => Fold(Word(id), Word(id[^8..]) ^ hash),
            >= 4 => Fold(BinaryPrimitives.ReadUInt32LittleEndian(id), BinaryPrimitives.ReadUInt32LittleEndian(id[^4..]) ^ hash),
            > 0 => Fold((ulong)(id[0] << 16 | id[id.Length / 2] << 8 | id[^1]), hash),
            _ => Fold(0, hash),
        });
    }

    private static ulong Finish(ulong hash) => Fold(hash, GoldenRatio);

    private static ulong Fold(ulong left, ulong right) => Math.BigMul(left ^ LeftKey, right ^ RightKey, out var low) ^ low;

    private static ulong Word(ReadOnlySpan<byte> id) => BinaryPrimitives.ReadUInt64LittleEndian(id);

    private static ulong Key() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}

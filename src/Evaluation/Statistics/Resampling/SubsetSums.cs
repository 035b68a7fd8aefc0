using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>
/// For many random halves of the items, the sum of each column over the half. In whole numbers, so that neither the order
/// of additions nor the number of threads can change a bit.
/// </summary>
/// <remarks>
/// Eight items have only 256 subsets: their sums are tabled once and looked up by a byte of random bits (the "four
/// Russians" trick; Arlazarov, Dinic, Kronrod and Faradžev, 1970). O(resamples * n / 8) look-ups a column.
/// </remarks>
internal static class SubsetSums
{
    private const int WordItems = 64;
    private const int Tables = 8;
    private const int Subsets = 256;

    // Fewer resamples than this to a thread, and it would spend its time on tables.
    private const int LeastBlock = 2_048;

    /// <returns>By column, then by resample. The same half of the items is taken in each column.</returns>
    public static long[][] Of(long[][] columns, int resamples, ulong seed, CancellationToken cancellation)
    {
        long[][] sums = [.. columns.Select(_ => new long[resamples])];
        var blocks = (resamples + LeastBlock - 1) / LeastBlock;
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, blocks, options, block =>
        {
            var first = block * LeastBlock;
            Add(columns, sums, first, Math.Min(LeastBlock, resamples - first), seed, cancellation);
        });
        return sums;
    }

    private static void Add(long[][] columns, long[][] sums, int first, int count, ulong seed, CancellationToken cancellation)
    {
        var wordsEach = (ulong)((columns[0].Length + WordItems - 1) / WordItems);
        var words = new ulong[count];
        var table = new long[Tables * Subsets];
        for (var w = 0UL; w < wordsEach; w++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var r = 0; r < count; r++)
            {
                words[r] = SplitMix64.At(seed, ((ulong)(first + r) * wordsEach) + w);
            }

            for (var c = 0; c < columns.Length; c++)
            {
                Fill(table, columns[c].AsSpan((int)w * WordItems));
                LookUp(table, words, sums[c].AsSpan(first, count));
            }
        }
    }

    // Until the runtime has come to optimise it, a first comparison would wait; on a busy machine for seconds.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(Span<long> table, ReadOnlySpan<long> items)
    {
        for (var t = 0; t < Tables; t++)
        {
            var sums = table.Slice(t * Subsets, Subsets);
            for (var bit = 0; bit < 8; bit++)
            {
                var item = (t * 8) + bit;
                var value = item < items.Length ? items[item] : 0;
                for (var subset = 0; subset < 1 << bit; subset++)
                {
                    sums[subset | (1 << bit)] = sums[subset] + value;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LookUp(long[] table, ulong[] words, Span<long> sums)
    {
        for (var r = 0; r < words.Length; r++)
        {
            var word = words[r];
            sums[r] += table[(byte)word]
                + table[256 + (byte)(word >> 8)]
                + table[512 + (byte)(word >> 16)]
                + table[768 + (byte)(word >> 24)]
                + table[1024 + (byte)(word >> 32)]
                + table[1280 + (byte)(word >> 40)]
                + table[1536 + (byte)(word >> 48)]
                + table[1792 + (byte)(word >> 56)];
        }
    }
}

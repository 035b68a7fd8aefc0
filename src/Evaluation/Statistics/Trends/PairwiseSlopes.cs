using System.Buffers;

namespace BenchHub.Evaluation.Statistics.Trends;

/// <summary>
/// Order statistics of the slopes of all pairs of points, without keeping the slopes: their bits are read as whole numbers
/// of the same order, and each of four passes over the pairs fixes 16 bits of each value wanted (radix selection).
/// </summary>
internal static class PairwiseSlopes
{
    private const int DigitBits = 16;
    private const int Digits = 1 << DigitBits;

    /// <summary>Pairs whose times differ. O(n log n).</summary>
    public static long Count(ReadOnlySpan<double> x)
    {
        var sorted = x.ToArray();
        Array.Sort(sorted);
        return Ties.Pairs(sorted.Length) - Ties.Of(sorted).Sum(Ties.Pairs);
    }

    /// <summary>O(n²) time, O(1) memory.</summary>
    /// <param name="x">Finite.</param>
    /// <param name="y">Finite.</param>
    /// <param name="ranks">From 0, below <see cref="Count"/>.</param>
    /// <param name="cancellation">Seen at each point.</param>
    public static double[] Select(double[] x, double[] y, ReadOnlySpan<long> ranks, CancellationToken cancellation)
    {
        var left = ranks.ToArray();
        var prefixes = new ulong[left.Length];
        var counts = ArrayPool<long>.Shared.Rent(left.Length * Digits);
        try
        {
            for (var shift = 64 - DigitBits; shift >= 0; shift -= DigitBits)
            {
                counts.AsSpan(0, left.Length * Digits).Clear();
                CountDigits(x, y, prefixes, shift, counts, cancellation);
                for (var r = 0; r < left.Length; r++)
                {
                    var digit = 0;
                    for (; left[r] >= counts[(r * Digits) + digit]; digit++)
                    {
                        left[r] -= counts[(r * Digits) + digit];
                    }

                    prefixes[r] = (prefixes[r] << DigitBits) | (uint)digit;
                }
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(counts);
        }

        return [.. prefixes.Select(FromOrdered)];
    }

    private static void CountDigits(
        double[] x, double[] y, ulong[] prefixes, int shift, long[] counts, CancellationToken cancellation)
    {
        // In the first pass no bit is fixed and all ranks share one table; a shift by 64 would be one by 0.
        var first = shift == 64 - DigitBits;
        for (var i = 0; i < x.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < i; j++)
            {
                var run = x[i] - x[j];
                if (run == 0)
                {
                    continue;
                }

                var key = ToOrdered((y[i] - y[j]) / run);
                for (var r = 0; r < prefixes.Length; r++)
                {
                    if (first || key >> (shift + DigitBits) == prefixes[r])
                    {
                        counts[(r * Digits) + (int)((key >> shift) & (Digits - 1))]++;
                    }
                }
            }
        }
    }

    // Adding 0 turns -0 into 0, so that equal slopes have equal bits.
    private static ulong ToOrdered(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return bits >> 63 == 0 ? bits | (1UL << 63) : ~bits;
    }

    private static double FromOrdered(ulong key) =>
        BitConverter.UInt64BitsToDouble(key >> 63 == 1 ? key & ~(1UL << 63) : ~key);
}

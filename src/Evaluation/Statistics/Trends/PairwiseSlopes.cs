namespace BenchHub.Evaluation.Statistics.Trends;

/// <summary>
/// Order statistics of the slopes of all pairs of points, without keeping the slopes: their bits are read as whole numbers
/// of the same order, a pass over the pairs fixes 16 bits of each value wanted (radix selection), and once few slopes begin
/// with those bits they are gathered and sorted.
/// </summary>
internal static class PairwiseSlopes
{
    private const int DigitBits = 16;
    private const int Digits = 1 << DigitBits;
    private const int Few = 100_000;

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
    /// <param name="few">How many slopes are gathered rather than counted.</param>
    /// <param name="cancellation">Seen at each point.</param>
    public static double[] Select(double[] x, double[] y, ReadOnlySpan<long> ranks, int few = Few, CancellationToken cancellation = default)
    {
        var left = ranks.ToArray();
        var prefixes = new ulong[left.Length];
        var among = Count(x);
        for (var known = 0; ; known += DigitBits)
        {
            ulong[] distinct = [.. prefixes.Distinct()];
            if (known == 64)
            {
                return [.. prefixes.Select(FromOrdered)];
            }

            if (among <= few)
            {
                var gathered = Gather(x, y, distinct, known, cancellation);
                return [.. prefixes.Select((prefix, r) => FromOrdered(gathered[Array.IndexOf(distinct, prefix)][(int)left[r]]))];
            }

            var counts = CountDigits(x, y, distinct, known, cancellation);
            among = 0;
            for (var r = 0; r < left.Length; r++)
            {
                var table = counts[Array.IndexOf(distinct, prefixes[r])];
                var digit = 0;
                for (; left[r] >= table[digit]; digit++)
                {
                    left[r] -= table[digit];
                }

                prefixes[r] = (prefixes[r] << DigitBits) | (uint)digit;
                among += table[digit];
            }
        }
    }

    private static long[][] CountDigits(double[] x, double[] y, ulong[] prefixes, int known, CancellationToken cancellation)
    {
        var counts = prefixes.Select(static _ => new long[Digits]).ToArray();
        ForEach(x, y, prefixes, known, (prefix, key) => counts[prefix][(key << known) >> (64 - DigitBits)]++, cancellation);
        return counts;
    }

    private static ulong[][] Gather(double[] x, double[] y, ulong[] prefixes, int known, CancellationToken cancellation)
    {
        var found = prefixes.Select(static _ => new List<ulong>()).ToArray();
        ForEach(x, y, prefixes, known, (prefix, key) => found[prefix].Add(key), cancellation);
        return [.. found.Select(static keys => keys.Order().ToArray())];
    }

    // Each slope whose first known bits are among the prefixes, with the prefix's place.
    private static void ForEach(
        double[] x, double[] y, ulong[] prefixes, int known, Action<int, ulong> found, CancellationToken cancellation)
    {
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

                // A shift by 64 would be one by 0.
                var key = ToOrdered((y[i] - y[j]) / run);
                var prefix = known == 0 ? 0 : Array.IndexOf(prefixes, key >> (64 - known));
                if (prefix >= 0)
                {
                    found(prefix, key);
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

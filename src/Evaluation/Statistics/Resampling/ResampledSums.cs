using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>What takes the sums of one resample, by column; called from several threads.</summary>
internal delegate void SumsOfResample(int resample, ReadOnlySpan<double> sums);

/// <summary>
/// The bootstrap's work: n items drawn with replacement, again and again, and each column summed over the items drawn.
/// </summary>
/// <remarks>
/// <para>
/// Drawing one item after the other reads memory at random. Instead each item gets its number of draws, and a sum is a
/// product of counts and values, both read in order. The numbers are independent Poisson numbers of a mean a little below 1,
/// and the n - T draws that they are short of n are made one by one: given its total T, a set of Poisson numbers is T
/// uniform draws (the multinomial distribution), so all n are, and nothing is approximated. Where T passes n, about once
/// in 160, the resample starts anew, which leaves the draws uniform given any T. Fewer than 64 items are all drawn one by
/// one.
/// </para>
/// <para>
/// A resample depends on the seed and its number only, and a column's sum on no other column: the same bits for any number
/// of threads, resamples or columns. O(resamples * n * columns). NaN or an infinity anywhere in a column makes each of its
/// sums NaN.
/// </para>
/// </remarks>
internal static class ResampledSums
{
    // Counts and values of a strip stay in the first-level cache while all resamples of a block pass over them.
    private const int Strip = 1_024;

    // Deviations that T is expected below n: more draws to make one by one, or more resamples to repeat.
    private const double Margin = 2.5;

    // Below, there would be many to make one by one anyway.
    private const int LeastItems = 64;

    private const int Batch = 128;
    private const ulong SingleDraws = 0;

    /// <param name="columns">At least one, all as long as the first.</param>
    /// <param name="resamples">How many.</param>
    /// <param name="seed">Of this use.</param>
    /// <param name="done">Gets each resample once.</param>
    /// <param name="cancellation">Seen between blocks of resamples.</param>
    public static void Each(double[][] columns, int resamples, ulong seed, SumsOfResample done, CancellationToken cancellation)
    {
        var n = columns[0].Length;
        var counts = new PoissonCounts(1 - (Margin / Math.Sqrt(Math.Max(n, LeastItems))));
        Blocks.Run(resamples, (long)n * columns.Length, (first, count) =>
        {
            var sums = new double[count * columns.Length];
            Span<int> drawn = stackalloc int[count];
            if (n >= LeastItems)
            {
                Add(columns, counts, SplitMix64.Stream(seed, 1), first, sums, drawn);
            }

            for (var r = 0; r < count; r++)
            {
                var own = sums.AsSpan(r * columns.Length, columns.Length);
                for (var attempt = 2UL; drawn[r] > n; attempt++)
                {
                    own.Clear();
                    drawn[r] = 0;
                    Add(columns, counts, SplitMix64.Stream(seed, attempt), first + r, own, drawn.Slice(r, 1));
                }

                Complete(columns, SplitMix64.Stream(seed, SingleDraws), (ulong)(first + r) * (ulong)n, n - drawn[r], own);
                done(first + r, own);
            }
        }, cancellation);
    }

    private static void Add(double[][] columns, PoissonCounts counts, ulong seed, int first, Span<double> sums, Span<int> drawn)
    {
        Span<double> weights = stackalloc double[Strip];
        var n = columns[0].Length;
        var words = (ulong)(Padded(n) / PoissonCounts.WordCounts);
        for (var start = 0; start < n; start += Strip)
        {
            var length = Math.Min(Strip, n - start);
            var padded = weights[..Padded(length)];
            for (var r = 0; r < drawn.Length; r++)
            {
                drawn[r] += counts.Draw(padded, seed, ((ulong)(first + r) * words) + (ulong)(start / PoissonCounts.WordCounts));
                foreach (var beyond in padded[length..])
                {
                    drawn[r] -= (int)beyond;
                }

                for (var c = 0; c < columns.Length; c++)
                {
                    sums[(r * columns.Length) + c] += Product(padded[..length], columns[c].AsSpan(start, length));
                }
            }
        }
    }

    private static int Padded(int length) => (length + PoissonCounts.Lanes - 1) / PoissonCounts.Lanes * PoissonCounts.Lanes;

    private static void Complete(double[][] columns, ulong seed, ulong index, int missing, Span<double> sums)
    {
        Span<int> items = stackalloc int[Batch];
        for (; missing > 0; missing -= Batch, index += Batch)
        {
            var batch = items[..Math.Min(Batch, missing)];
            Fill(batch, (ulong)columns[0].Length, seed, index);
            for (var c = 0; c < columns.Length; c++)
            {
                sums[c] += Sum(columns[c], batch);
            }
        }
    }

    private static void Fill(Span<int> items, ulong n, ulong seed, ulong index)
    {
        Span<ulong> words = stackalloc ulong[Batch];
        for (var i = 0; i < items.Length; i += Vector512<ulong>.Count)
        {
            SplitMix64.EightAt(seed, index + (ulong)i).CopyTo(words[i..]);
        }

        for (var i = 0; i < items.Length; i++)
        {
            items[i] = (int)Math.BigMul(words[i], n, out _);
        }
    }

    private static double Sum(double[] values, ReadOnlySpan<int> items)
    {
        var sum = 0.0;
        foreach (var item in items)
        {
            sum += values[item];
        }

        return sum;
    }

    // The order of additions is fixed, whatever vectors the machine has; hence no fused multiply-add either.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Product(ReadOnlySpan<double> weights, ReadOnlySpan<double> values)
    {
        var w = MemoryMarshal.Cast<double, Vector512<double>>(weights);
        var x = MemoryMarshal.Cast<double, Vector512<double>>(values);
        Vector512<double> a = default, b = default, c = default, d = default;
        var i = 0;
        for (; i <= w.Length - 4; i += 4)
        {
            a += w[i] * x[i];
            b += w[i + 1] * x[i + 1];
            c += w[i + 2] * x[i + 2];
            d += w[i + 3] * x[i + 3];
        }

        for (; i < w.Length; i++)
        {
            a += w[i] * x[i];
        }

        var sum = Vector512.Sum(a + b + (c + d));
        for (i *= Vector512<double>.Count; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
        }

        return sum;
    }
}

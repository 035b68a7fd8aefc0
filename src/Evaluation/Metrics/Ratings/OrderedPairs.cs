using System.Buffers;
using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>
/// Items in the order of rater a and, among equals, of rater b. Sorted once in O(n log n); the pairs of any multiset of the items are
/// then counted in O(n log categories) with a tree of partial sums (Fenwick, 1994).
/// </summary>
internal sealed class OrderedPairs
{
    private readonly int[] _order;
    private readonly int[] _a;
    private readonly int[] _b;
    private readonly int _categories;

    public OrderedPairs(double[] a, double[] b)
    {
        var categories = new Categories(b);
        var (ofA, ofB) = (new Categories(a).Of(a), categories.Of(b));
        _categories = categories.Count;
        var keys = new long[a.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)ofA[i] << 32) | (uint)ofB[i];
        }

        _order = [.. Enumerable.Range(0, a.Length)];
        Array.Sort(keys, _order);
        _a = [.. _order.Select(i => ofA[i])];
        _b = [.. _order.Select(i => ofB[i])];
    }

    public PairCounts Count(ReadOnlySpan<int> times)
    {
        var space = ArrayPool<long>.Shared.Rent(2 * (_categories + 1));
        var tree = space.AsSpan(0, _categories + 1);
        var counts = space.AsSpan(_categories + 1, _categories);
        tree.Clear();
        counts.Clear();
        var (a, b, both) = (default(Ties), default(Ties), default(Ties));
        long n = 0, discordant = 0, sameA = 0, sameBoth = 0;
        for (var i = 0; i < _order.Length; i++)
        {
            long weight = times[_order[i]];
            if (weight > 0)
            {
                // Those before it with a greater b; those with an equal a have none.
                discordant += weight * (n - Below(tree, _b[i] + 1));
                Add(tree, _b[i] + 1, weight);
                counts[_b[i]] += weight;
                n += weight;
                (sameA, sameBoth) = (sameA + weight, sameBoth + weight);
            }

            var last = i == _order.Length - 1;
            if (last || _a[i] != _a[i + 1] || _b[i] != _b[i + 1])
            {
                both.Add(sameBoth);
                sameBoth = 0;
            }

            if (last || _a[i] != _a[i + 1])
            {
                a.Add(sameA);
                sameA = 0;
            }
        }

        foreach (var count in counts)
        {
            b.Add(count);
        }

        ArrayPool<long>.Shared.Return(space);
        return new(n * (n - 1) / 2, discordant, a, b, both);
    }

    private static long Below(ReadOnlySpan<long> tree, int end)
    {
        var sum = 0L;
        for (; end > 0; end &= end - 1)
        {
            sum += tree[end];
        }

        return sum;
    }

    private static void Add(Span<long> tree, int index, long weight)
    {
        for (; index < tree.Length; index += index & -index)
        {
            tree[index] += weight;
        }
    }
}

/// <summary>What runs of equal ratings take from the pairs, and from the variance of their surplus.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Ties
{
    public long Pairs;
    public double Triples;
    public double Weighted;

    public void Add(long run)
    {
        Pairs += run * (run - 1) / 2;
        Triples += run * (run - 1.0) * (run - 2);
        Weighted += run * (run - 1.0) * ((2 * run) + 5);
    }
}

/// <param name="Total">All pairs of items.</param>
/// <param name="Discordant">Pairs that the raters order oppositely.</param>
/// <param name="A">Ties of the first rater.</param>
/// <param name="B">Ties of the second.</param>
/// <param name="Both">Ties of both at once.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PairCounts(long Total, long Discordant, Ties A, Ties B, Ties Both)
{
    /// <summary>Pairs in the same order less pairs in opposite order.</summary>
    public long Surplus => Total - A.Pairs - B.Pairs + Both.Pairs - (2 * Discordant);

    /// <summary>NaN where a rater ties all pairs.</summary>
    public double Tau => Total == A.Pairs || Total == B.Pairs
        ? double.NaN
        : Math.Clamp(Surplus / Math.Sqrt(Total - A.Pairs) / Math.Sqrt(Total - B.Pairs), -1, 1);
}

using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>The order in which a rule that may stop early takes the items of a dataset.</summary>
public static class RandomOrder
{
    /// <summary>How it is made, for those who want to make it again.</summary>
    public const string Method = "Fisher-Yates from the last place down, with the high 64 bits of (i + 1) x output i of SplitMix64(seed)";

    /// <summary>
    /// A permutation of 0 … count - 1, each equally likely but for one part in 2^40; the same for the same seed on every machine
    /// and later runtime. Four bytes an item.
    /// </summary>
    public static int[] Of(int seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)Math.BigMul(SplitMix64.At((ulong)seed, (ulong)i), (ulong)i + 1, out _);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}

namespace BenchHub.Evaluation.Metrics.Text.Sequences;

/// <summary>What two sequences begin and end with alike, which neither a common subsequence nor an edit distance need look at.</summary>
internal static class SharedEnds
{
    /// <summary>Cuts it off both. O(n).</summary>
    /// <returns>How much was cut off each.</returns>
    public static int Cut(ref ReadOnlySpan<int> a, ref ReadOnlySpan<int> b)
    {
        var same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        while (!a.IsEmpty && !b.IsEmpty && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
            same++;
        }

        return same;
    }
}

namespace BenchHub.Evaluation.Metrics.Text.Sequences;

/// <summary>What two bags of symbols have in common.</summary>
internal static class Multiset
{
    [ThreadStatic]
    private static int[]? _counts;

    /// <summary>Sum over the symbols of the smaller of both counts. O(n + m + symbols), the latter only to clear.</summary>
    /// <param name="a">Symbols from 0.</param>
    /// <param name="b">Symbols from 0.</param>
    /// <param name="symbols">More than the greatest symbol of both.</param>
    public static int Common(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int symbols)
    {
        var counts = Counts(a, symbols);
        var common = 0;
        foreach (var symbol in b)
        {
            common += counts[symbol]-- > 0 ? 1 : 0;
        }

        return common;
    }

    /// <summary>How often each symbol occurs; valid until the thread asks again.</summary>
    public static Span<int> Counts(ReadOnlySpan<int> sequence, int symbols)
    {
        _counts ??= [];
        var counts = Workspace.Require(ref _counts, symbols);
        counts.Clear();
        foreach (var symbol in sequence)
        {
            counts[symbol]++;
        }

        return counts;
    }
}

namespace BenchHub.Evaluation.Analytics;

/// <summary>Words that all of some texts begin or end with: those of a template, which tell nothing of any of them.</summary>
public static class SharedParts
{
    /// <summary>
    /// The texts without them, whole words at a time; as they are where one of them would have nothing left, or where all are alike.
    /// O(length of all).
    /// </summary>
    public static IReadOnlyList<string> Without(IReadOnlyList<string> texts)
    {
        if (texts.Distinct(StringComparer.Ordinal).Take(2).Count() < 2)
        {
            return texts;
        }

        var first = texts[0];
        int begins = first.Length, ends = first.Length;
        foreach (var text in texts)
        {
            begins = Math.Min(begins, first.AsSpan().CommonPrefixLength(text));
            ends = Math.Min(ends, CommonSuffix(first, text));
        }

        begins = first.AsSpan(0, begins).LastIndexOfAny(" \n\t") + 1;
        ends = first.AsSpan(first.Length - ends).IndexOfAny(" \n\t") is >= 0 and var blank ? ends - blank : 0;
        return texts.Any(text => string.IsNullOrWhiteSpace(Cut(text))) ? texts : [.. texts.Select(Cut)];

        string Cut(string text) => text.Length <= begins + ends ? "" : text[begins..^ends];
    }

    private static int CommonSuffix(string a, string b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[^(length + 1)] == b[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}

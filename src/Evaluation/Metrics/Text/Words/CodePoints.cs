namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>Text as whole code points, so that a letter outside the basic plane is one letter.</summary>
internal static class CodePoints
{
    /// <summary>The code point that begins at <paramref name="index"/>, which moves past it. A lone surrogate stands for itself.</summary>
    public static int Next(ReadOnlySpan<char> text, ref int index)
    {
        var first = text[index++];
        return char.IsHighSurrogate(first) && index < text.Length && char.IsLowSurrogate(text[index])
            ? char.ConvertToUtf32(first, text[index++])
            : first;
    }

    /// <summary>The code point that ends before <paramref name="index"/>, which moves to its start.</summary>
    public static int Previous(ReadOnlySpan<char> text, ref int index)
    {
        var last = text[--index];
        return char.IsLowSurrogate(last) && index > 0 && char.IsHighSurrogate(text[index - 1])
            ? char.ConvertToUtf32(text[--index], last)
            : last;
    }
}

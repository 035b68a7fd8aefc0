namespace BenchHub.MockLlm;

/// <summary>
/// The server's own count. A token is one of: up to six letters or digits with the space before them, up to six other
/// marks with the space before them, or a run of white space. Joined they give the text again.
/// </summary>
internal static class Tokens
{
    private const int Longest = 6;

    private enum Kind
    {
        Word,
        Mark,
        Space,
    }

    public static int Count(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at = End(text, at))
        {
            count++;
        }

        return count;
    }

    public static List<string> Split(string text)
    {
        var tokens = new List<string>();
        for (int at = 0, end; at < text.Length; at = end)
        {
            end = End(text, at);
            tokens.Add(text[at..end]);
        }

        return tokens;
    }

    /// <summary>The first tokens of a text, at most so many.</summary>
    public static string First(string text, int count)
    {
        var at = 0;
        for (; count > 0 && at < text.Length; count--)
        {
            at = End(text, at);
        }

        return text[..at];
    }

    private static int End(string text, int start)
    {
        var at = start;
        if (text[at] == ' ' && at + 1 < text.Length && KindOf(text[at + 1]) is not Kind.Space)
        {
            at++;
        }

        var kind = KindOf(text[at]);
        var first = at;
        while (at < text.Length && KindOf(text[at]) == kind && (kind is Kind.Space || at - first < Longest || char.IsLowSurrogate(text[at])))
        {
            at++;
        }

        // The last space of a run belongs to the word after it.
        return kind is Kind.Space && at < text.Length && text[at - 1] == ' ' && at - 1 > start ? at - 1 : at;
    }

    private static Kind KindOf(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? Kind.Word : char.IsWhiteSpace(c) ? Kind.Space : Kind.Mark;
}

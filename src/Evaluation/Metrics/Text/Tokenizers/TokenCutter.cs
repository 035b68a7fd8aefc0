namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>
/// Cuts a text by the classes of its characters in one pass, where the references run several regular expressions one after
/// another: a mark is set apart after a character that is no number, then before one; a class <see cref="TokenClass.Alone"/>
/// always, a dash after a number.
/// </summary>
/// <remarks>
/// The expressions consume two characters at a time, so in a row of marks they pair them off: from the character before the row
/// if that is no number, else from the first mark. A mark left over at the end of the row holds to a number behind it. A single
/// mark also holds to a number before it, if a number follows or nothing does.
/// </remarks>
/// <param name="padded">The text counts as having blanks around it.</param>
internal sealed class TokenCutter(bool padded)
{
    public void Cut(ReadOnlySpan<TokenClass> classes, TokenList tokens)
    {
        var start = 0;
        for (var i = 0; i < classes.Length;)
        {
            var end = End(classes, i);
            switch (classes[i])
            {
                case TokenClass.Space:
                    Close(tokens, ref start, i);
                    start = end;
                    break;
                case TokenClass.Alone:
                case TokenClass.Dash when i > 0 && classes[i - 1] == TokenClass.Number:
                    Close(tokens, ref start, i);
                    Close(tokens, ref start, end);
                    break;
                case TokenClass.Opening:
                    Close(tokens, ref start, i);
                    break;
                case TokenClass.Mark:
                    end = CutMarks(classes, i, tokens, ref start);
                    break;
            }

            i = end;
        }

        Close(tokens, ref start, classes.Length);
    }

    private int CutMarks(ReadOnlySpan<TokenClass> classes, int first, TokenList tokens, ref int start)
    {
        var (count, next) = (0, first);
        for (; next < classes.Length && classes[next] == TokenClass.Mark; count++)
        {
            next = End(classes, next);
        }

        var afterNumber = first > 0 && Before(classes, first) == TokenClass.Number;
        var beforeNumber = next < classes.Length && classes[next] == TokenClass.Number;
        if (count == 1 && afterNumber && (beforeNumber || (next == classes.Length && !padded)))
        {
            return next;
        }

        for (var i = first; i < next; i = End(classes, i))
        {
            Close(tokens, ref start, i);
        }

        var nothingToPairWith = afterNumber || (first == 0 && !padded);
        var leftOver = nothingToPairWith == (count % 2 == 1);
        if (!(leftOver && beforeNumber))
        {
            Close(tokens, ref start, next);
        }

        return next;
    }

    private static void Close(TokenList tokens, ref int start, int end)
    {
        if (end > start)
        {
            tokens.Add(start, end - start);
        }

        start = end;
    }

    private static int End(ReadOnlySpan<TokenClass> classes, int i) =>
        i + 1 < classes.Length && classes[i + 1] == TokenClass.Trail ? i + 2 : i + 1;

    private static TokenClass Before(ReadOnlySpan<TokenClass> classes, int i) =>
        classes[i - 1] == TokenClass.Trail ? classes[i - 2] : classes[i - 1];
}

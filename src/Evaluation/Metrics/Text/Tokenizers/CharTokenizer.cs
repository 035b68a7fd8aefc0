namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>Each character (code point) that is no white space is a token, as sacreBLEU's <c>char</c>.</summary>
internal sealed class CharTokenizer : ITokenizer
{
    public void Split(TextBuffer text, TokenList tokens)
    {
        ReadOnlySpan<char> chars = text.Span;
        for (var i = 0; i < chars.Length; i++)
        {
            if (i + 1 < chars.Length && char.IsSurrogatePair(chars[i], chars[i + 1]))
            {
                tokens.Add(i++, 2);
            }
            else if (!WhiteSpace.Is(chars[i]))
            {
                tokens.Add(i, 1);
            }
        }
    }
}

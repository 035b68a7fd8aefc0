using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Tokenizers;

/// <summary>Tokens as strings.</summary>
internal static class Cut
{
    public static IReadOnlyList<string> Tokens(string tokenizer, string text) => Tokens(Tokenizer.Named(tokenizer), text);

    public static IReadOnlyList<string> Tokens(ITokenizer tokenizer, string text)
    {
        var buffer = new TextBuffer();
        var tokens = new TokenList();
        buffer.Load(text, lower: false);
        tokenizer.Split(buffer, tokens);
        List<string> cut = [];
        foreach (var (start, length) in tokens.Span)
        {
            cut.Add(new(buffer.Span.Slice(start, length)));
        }

        return cut;
    }
}

using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Ter;

/// <summary>
/// Cuts a text, and cuts what comes out of it once more: sacreBLEU normalizes references twice and answers once, which differs
/// where the second pass finds more to cut, as in <c>a..5</c>.
/// </summary>
internal sealed class TwiceTokenizer(ITokenizer tokenizer) : ITokenizer
{
    public void Split(TextBuffer text, TokenList tokens)
    {
        tokenizer.Split(text, tokens);
        text.Rejoin(tokens);
        tokens.Clear();
        tokenizer.Split(text, tokens);
    }
}

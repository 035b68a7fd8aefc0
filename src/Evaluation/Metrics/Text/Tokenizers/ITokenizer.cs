namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>Cuts a text into tokens. Safe for concurrent use. O(n).</summary>
internal interface ITokenizer
{
    /// <param name="text">May be changed.</param>
    /// <param name="tokens">Filled with what stands in <paramref name="text"/> afterwards.</param>
    public void Split(TextBuffer text, TokenList tokens);
}

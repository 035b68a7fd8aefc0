namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>A rule that splits a text into words. Holds no state; any text is allowed, also an empty one and lone surrogates.</summary>
internal interface ITokenizer
{
    /// <summary>Appends the words of the text. O(n).</summary>
    public void Split(string text, WordTable words, TokenList tokens);
}

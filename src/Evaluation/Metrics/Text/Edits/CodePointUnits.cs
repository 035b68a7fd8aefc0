using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Edits;

/// <summary>Each code point for itself, white space included, as the text stands.</summary>
internal sealed class CodePointUnits : ITokenizer
{
    private CodePointUnits()
    {
    }

    public static CodePointUnits Instance { get; } = new();

    public void Split(string text, WordTable words, TokenList tokens)
    {
        for (var i = 0; i < text.Length;)
        {
            words.Append(CodePoints.Next(text, ref i));
            tokens.Add(words.Commit());
        }
    }
}

namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>The words of an answer and of a reference, numbered alike.</summary>
/// <remarks>
/// Each thread keeps the pair that it split last: metrics over the same two strings, such as ROUGE-1, 2 and L, split them once,
/// and the buffers serve the next pair.
/// </remarks>
internal sealed class TokenPair
{
    [ThreadStatic]
    private static TokenPair? _last;

    private readonly WordTable _words = new();
    private readonly TokenList _answer = new();
    private readonly TokenList _reference = new();
    private (string Answer, string Reference, ITokenizer Tokenizer)? _of;

    public WordTable Words => _words;

    public TokenList Answer => _answer;

    public TokenList Reference => _reference;

    /// <summary>Valid until the thread asks for another pair.</summary>
    public static TokenPair Of(string answer, string reference, ITokenizer tokenizer)
    {
        var pair = _last ??= new();
        if (pair._of is not { } of || !ReferenceEquals(of.Answer, answer) || !ReferenceEquals(of.Reference, reference)
            || !ReferenceEquals(of.Tokenizer, tokenizer))
        {
            pair.Split(answer, reference, tokenizer);
        }

        return pair;
    }

    private void Split(string answer, string reference, ITokenizer tokenizer)
    {
        _of = null;
        _words.Clear();
        _answer.Clear();
        _reference.Clear();
        tokenizer.Split(answer, _words, _answer);
        tokenizer.Split(reference, _words, _reference);
        _of = (answer, reference, tokenizer);
    }
}

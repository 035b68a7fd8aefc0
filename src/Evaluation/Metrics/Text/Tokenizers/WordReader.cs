namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>Turns texts into numbers of words. One is used for the texts of one item after another.</summary>
internal sealed class WordReader
{
    private readonly TextBuffer _text = new();
    private readonly TokenList _tokens = new();
    private readonly WordTable _words = new();
    private int[] _numbers = new int[256];

    /// <summary>Forgets all words.</summary>
    public void Clear() => _words.Clear();

    /// <summary>The words of a reference; the next call overwrites them.</summary>
    public ReadOnlySpan<int> Learn(string text, ITokenizer tokenizer, bool lower)
    {
        var numbers = Numbers(Split(text, tokenizer, lower));
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _words.Add(Token(i));
        }

        return numbers;
    }

    /// <summary>The words of an answer; those that no reference has are <see cref="WordTable.Unknown"/>.</summary>
    public ReadOnlySpan<int> Recognise(string text, ITokenizer tokenizer, bool lower)
    {
        var numbers = Numbers(Split(text, tokenizer, lower));
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _words.Find(Token(i));
        }

        return numbers;
    }

    private int Split(string text, ITokenizer tokenizer, bool lower)
    {
        _text.Load(text, lower);
        _tokens.Clear();
        tokenizer.Split(_text, _tokens);
        return _tokens.Count;
    }

    private Span<int> Numbers(int count)
    {
        if (_numbers.Length < count)
        {
            _numbers = new int[count * 2];
        }

        return _numbers.AsSpan(0, count);
    }

    private ReadOnlySpan<char> Token(int i)
    {
        var (start, length) = _tokens.Span[i];
        return _text.Span.Slice(start, length);
    }
}

using System.Buffers;

namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>Where the tokens of a text stand in it.</summary>
internal sealed class TokenList
{
    private (int Start, int Length)[] _tokens = new (int, int)[256];

    public int Count { get; private set; }

    public ReadOnlySpan<(int Start, int Length)> Span => _tokens.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int start, int length)
    {
        if (Count == _tokens.Length)
        {
            Array.Resize(ref _tokens, Count * 2);
        }

        _tokens[Count++] = (start, length);
    }

    /// <summary>Takes characters out of the tokens; a token of which nothing is left goes.</summary>
    /// <param name="text">The text in which they stand; changed within the tokens.</param>
    /// <param name="characters">What is taken out.</param>
    public void Remove(Span<char> text, SearchValues<char> characters)
    {
        var kept = 0;
        for (var t = 0; t < Count; t++)
        {
            var (start, length) = _tokens[t];
            var left = 0;
            foreach (var c in text.Slice(start, length))
            {
                if (!characters.Contains(c))
                {
                    text[start + left++] = c;
                }
            }

            if (left > 0)
            {
                _tokens[kept++] = (start, left);
            }
        }

        Count = kept;
    }
}

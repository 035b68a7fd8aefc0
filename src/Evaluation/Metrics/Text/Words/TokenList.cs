using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>The words of a text as numbers of a <see cref="WordTable"/>, and where its lines end if the tokenizer says.</summary>
internal sealed class TokenList
{
    private readonly List<int> _words = [];
    private readonly List<int> _lineEnds = [];

    public ReadOnlySpan<int> Words => CollectionsMarshal.AsSpan(_words);

    /// <summary>Number of words up to the end of each line that has words.</summary>
    public ReadOnlySpan<int> LineEnds => CollectionsMarshal.AsSpan(_lineEnds);

    public void Clear()
    {
        _words.Clear();
        _lineEnds.Clear();
    }

    public void Add(int word) => _words.Add(word);

    public void EndLine()
    {
        if (_words.Count > (_lineEnds.Count == 0 ? 0 : _lineEnds[^1]))
        {
            _lineEnds.Add(_words.Count);
        }
    }
}

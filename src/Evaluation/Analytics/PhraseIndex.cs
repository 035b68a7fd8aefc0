using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Analytics;

/// <summary>
/// The phrases of one to three words that stand in enough texts, each with the number of texts and of failed ones. A phrase is looked
/// at only where its beginning and its last word are frequent themselves (Agrawal and Srikant, 1994), so that rare words cost nothing.
/// </summary>
internal sealed class PhraseIndex
{
    private const int LongestPhrase = 3;

    private readonly int[][] _texts;
    private readonly bool[] _failed;
    private readonly int _least;
    private readonly List<string> _words = [];
    private readonly List<Dictionary<long, Entry>> _levels = [];
    private readonly List<long> _keys = [];

    /// <param name="texts">The words of each.</param>
    /// <param name="failed">Which failed.</param>
    /// <param name="least">Texts that a phrase must stand in; chosen without looking at which failed, so that tests of the phrases hold.</param>
    public PhraseIndex(IReadOnlyList<IReadOnlyList<string>> texts, bool[] failed, int least)
    {
        (_failed, _least) = (failed, least);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        _texts = [.. texts.Select(text => text.Select(Id).ToArray())];
        for (var length = 1; length <= LongestPhrase; length++)
        {
            _levels.Add(Count(length));
        }

        int Id(string word)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, word, out var isKnown);
            if (!isKnown)
            {
                id = _words.Count;
                _words.Add(word);
            }

            return id;
        }
    }

    /// <summary>In no order that means anything, but the same each time.</summary>
    public IEnumerable<Phrase> Phrases => _levels.SelectMany((level, i) => level.Select(entry => new Phrase(
        entry.Value.Number, [.. Words(i, entry.Key)], entry.Value.Texts, entry.Value.Failed)));

    /// <summary>The failed texts of some phrases, ascending, by the phrase's number.</summary>
    public Dictionary<int, List<int>> FailedTexts(IEnumerable<Phrase> phrases)
    {
        var found = phrases.ToDictionary(static phrase => phrase.Number, static _ => new List<int>());
        for (var text = 0; text < _texts.Length; text++)
        {
            for (var length = 1; _failed[text] && length <= LongestPhrase; length++)
            {
                for (var start = 0; start + length <= _texts[text].Length; start++)
                {
                    if (Key(_texts[text], start, length) is { } key && _levels[length - 1].TryGetValue(key, out var entry)
                        && found.TryGetValue(entry.Number, out var texts) && (texts.Count == 0 || texts[^1] != text))
                    {
                        texts.Add(text);
                    }
                }
            }
        }

        return found;
    }

    private Dictionary<long, Entry> Count(int length)
    {
        var counts = new Dictionary<long, Entry>();
        for (var text = 0; text < _texts.Length; text++)
        {
            var words = _texts[text];
            for (var start = 0; start + length <= words.Length; start++)
            {
                if (Key(words, start, length) is not { } key)
                {
                    continue;
                }

                ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
                if (entry.LastText != text + 1)
                {
                    entry = entry with { LastText = text + 1, Texts = entry.Texts + 1, Failed = entry.Failed + (_failed[text] ? 1 : 0) };
                }
            }
        }

        var kept = new Dictionary<long, Entry>();
        foreach (var (key, entry) in counts.Where(count => count.Value.Texts >= _least))
        {
            kept.Add(key, entry with { Number = _keys.Count });
            _keys.Add(key);
        }

        return kept;
    }

    // Number of the phrase without its last word, and the last word; null where one of the two is rare.
    private long? Key(int[] words, int start, int length)
    {
        var last = words[start + length - 1];
        if (length == 1)
        {
            return last;
        }

        return _levels[0].ContainsKey(last) && Key(words, start, length - 1) is { } shorter && _levels[length - 2].TryGetValue(shorter, out var entry)
            ? ((long)entry.Number << 32) | (uint)last
            : null;
    }

    private IEnumerable<string> Words(int level, long key) => level == 0
        ? [_words[(int)key]]
        : Words(level - 1, _keys[(int)(key >> 32)]).Append(_words[(int)(uint)key]);

    private readonly record struct Entry(int Number, int Texts, int Failed, int LastText);
}

/// <param name="Number">Tells phrases of one index apart.</param>
/// <param name="Words">One to three.</param>
/// <param name="Texts">That have it.</param>
/// <param name="Failed">Of these.</param>
internal sealed record Phrase(int Number, IReadOnlyList<string> Words, int Texts, int Failed);

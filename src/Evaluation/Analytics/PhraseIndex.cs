using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Analytics;

/// <summary>
/// The phrases of one to three words that stand in enough texts, each with the number of texts and of failed ones. A phrase is looked
/// at only where its beginning and its last word are frequent themselves (Agrawal and Srikant, 1994), so that rare words cost nothing.
/// </summary>
internal sealed class PhraseIndex
{
    private const int LongestPhrase = 3;
    private const int Rare = -1;

    private readonly NumberedWords _words;
    private readonly bool[] _failed;
    private readonly int _least;
    private readonly List<Phrase> _phrases = [];

    // By length, then by place: the phrase that begins there, or that it is rare.
    private readonly List<int[]> _at = [];

    /// <param name="texts">To look through.</param>
    /// <param name="failed">Which failed.</param>
    /// <param name="least">Texts that a phrase must stand in; chosen without looking at which failed, so that tests of the phrases hold.</param>
    public PhraseIndex(IReadOnlyList<string> texts, bool[] failed, int least)
    {
        (_words, _failed, _least) = (new(texts), failed, least);
        for (var length = 1; length <= LongestPhrase; length++)
        {
            _at.Add(Count(length));
        }
    }

    /// <summary>In no order that means anything, but the same each time; a phrase's number is its place.</summary>
    public IReadOnlyList<Phrase> Phrases => _phrases;

    public IReadOnlyList<string> Words(Phrase phrase) =>
        phrase.Shorter == Rare ? [_words[phrase.LastWord]] : [.. Words(_phrases[phrase.Shorter]), _words[phrase.LastWord]];

    /// <summary>The failed texts of some phrases, ascending, in the order of the phrases.</summary>
    /// <param name="numbers">Of the phrases.</param>
    public List<int>[] FailedTexts(IReadOnlyList<int> numbers)
    {
        var found = new List<int>?[_phrases.Count];
        foreach (var number in numbers)
        {
            found[number] = [];
        }

        for (var text = 0; text < _failed.Length; text++)
        {
            var (first, end) = _failed[text] ? _words.Places(text) : (0, 0);
            foreach (var at in _at)
            {
                for (var place = first; place < end; place++)
                {
                    if (at[place] is not Rare and var number && found[number] is { } texts && (texts.Count == 0 || texts[^1] != text))
                    {
                        texts.Add(text);
                    }
                }
            }
        }

        return [.. numbers.Select(number => found[number]!)];
    }

    // First every phrase of the length gets a place in a list, then those that are frequent their numbers.
    private int[] Count(int length)
    {
        var at = new int[_words.Row.Length];
        Array.Fill(at, Rare);
        var (places, counts) = (new Dictionary<long, int>(), new List<Tally>());
        for (var text = 0; text < _words.Texts; text++)
        {
            var (first, end) = _words.Places(text);
            for (var place = first; place + length <= end; place++)
            {
                if (Key(place, length) is not (>= 0 and var key))
                {
                    continue;
                }

                ref var one = ref CollectionsMarshal.GetValueRefOrAddDefault(places, key, out var isKnown);
                if (!isKnown)
                {
                    one = counts.Count;
                    counts.Add(new(length == 1 ? Rare : _at[length - 2][place], _words.Row[place + length - 1]));
                }

                at[place] = one;
                CollectionsMarshal.AsSpan(counts)[one].See(text, _failed[text]);
            }
        }

        var numbers = new int[counts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = counts[i].Texts < _least ? Rare : _phrases.Count;
            if (numbers[i] != Rare)
            {
                _phrases.Add(new(counts[i].Shorter, counts[i].LastWord, length, counts[i].Texts, counts[i].Failed));
            }
        }

        for (var place = 0; place < at.Length; place++)
        {
            at[place] = at[place] == Rare ? Rare : numbers[at[place]];
        }

        return at;
    }

    // Tells phrases of one length apart; below 0 where the phrase without its last word, or that word, is rare.
    private long Key(int place, int length)
    {
        var last = _words.Row[place + length - 1];
        return length == 1 ? last
            : _at[0][place + length - 1] == Rare || _at[length - 2][place] is Rare ? Rare
            : ((long)_at[length - 2][place] * _words.Distinct) + last;
    }

    private struct Tally(int shorter, int lastWord)
    {
        private int _lastText = Rare;

        public readonly int Shorter => shorter;

        public readonly int LastWord => lastWord;

        public int Texts { get; private set; }

        public int Failed { get; private set; }

        // Texts come one after the other, so that a phrase that stands twice in one is seen twice in a row.
        public void See(int text, bool failed)
        {
            if (_lastText != text)
            {
                (_lastText, Texts, Failed) = (text, Texts + 1, Failed + (failed ? 1 : 0));
            }
        }
    }
}

/// <param name="Shorter">Number of the phrase without its last word; below 0 for a single word.</param>
/// <param name="LastWord">Its number.</param>
/// <param name="Length">In words, one to three.</param>
/// <param name="Texts">That have it.</param>
/// <param name="Failed">Of these.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Phrase(int Shorter, int LastWord, int Length, int Texts, int Failed);

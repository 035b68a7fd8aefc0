namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>Gives equal words equal numbers, from 0 in the order of their coming. Constant expected time a word.</summary>
internal sealed class WordTable
{
    public const int Unknown = -1;

    private char[] _text = new char[4096];
    private int _used;
    private Word[] _words = new Word[256];
    private int _count;
    private int[] _slots = new int[1024];

    public void Clear()
    {
        // Only what was used: one giant text must not slow down the many after it.
        foreach (ref readonly var word in _words.AsSpan(0, _count))
        {
            _slots[word.Slot] = 0;
        }

        (_used, _count) = (0, 0);
    }

    public int Add(ReadOnlySpan<char> word)
    {
        var found = Find(word, out var hash, out var slot);
        return found == Unknown ? New(word, hash, slot) : found;
    }

    /// <returns>The number of the word, or <see cref="Unknown"/>.</returns>
    public int Find(ReadOnlySpan<char> word) => Find(word, out _, out _);

    // The hash is salted, so that nobody can prepare texts whose words all collide.
    private int Find(ReadOnlySpan<char> word, out int hash, out int slot)
    {
        hash = string.GetHashCode(word, StringComparison.Ordinal);
        for (slot = hash & (_slots.Length - 1); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref readonly var candidate = ref _words[_slots[slot] - 1];
            if (candidate.Hash == hash && _text.AsSpan(candidate.Start, candidate.Length).SequenceEqual(word))
            {
                return _slots[slot] - 1;
            }
        }

        return Unknown;
    }

    private int New(ReadOnlySpan<char> word, int hash, int slot)
    {
        if (_text.Length - _used < word.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + word.Length));
        }

        if (_count == _words.Length)
        {
            Array.Resize(ref _words, _count * 2);
        }

        word.CopyTo(_text.AsSpan(_used));
        _words[_count] = new(_used, word.Length, hash, slot);
        _slots[slot] = ++_count;
        _used += word.Length;
        if (_count * 2 > _slots.Length)
        {
            Grow();
        }

        return _count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            var slot = _words[i].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
            _words[i] = _words[i] with { Slot = slot };
        }
    }

    private readonly record struct Word(int Start, int Length, int Hash, int Slot);
}

using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>
/// The n-grams of references, of all orders up to one, with how often each occurs in the reference that has it most often; and
/// how many of an answer's n-grams occur there.
/// </summary>
/// <remarks>
/// An n-gram is a node: the one of its first n - 1 symbols and its last symbol lead to it, in a hash table of pairs. So it takes
/// expected O(order) a symbol, and an n-gram of the answer is looked up only where its beginning was found.
/// </remarks>
internal sealed class GramTable
{
    private const ulong Mixer = 0x9E37_79B9_7F4A_7C15;

    private Entry[] _entries = new Entry[4096];
    private int _shift = 64 - 12;
    private int _age = 1;
    private Gram[] _grams = new Gram[2048];
    private int _count;
    private int _reference;
    private int[] _at = new int[1024];

    public void Clear()
    {
        if (++_age == int.MaxValue)
        {
            Array.Clear(_entries);
            _age = 1;
        }

        (_count, _reference) = (0, 0);
    }

    /// <summary>Takes in one more reference.</summary>
    public void Add(ReadOnlySpan<int> symbols, int order)
    {
        _reference++;
        var at = Roots(symbols.Length);
        for (var n = 1; n <= order; n++)
        {
            for (var i = 0; i + n <= symbols.Length; i++)
            {
                var gram = Child(at[i], symbols[i + n - 1]);
                at[i] = gram;
                ref var counted = ref _grams[gram];
                counted.Here = counted.Reference == _reference ? counted.Here + 1 : 1;
                counted.Reference = _reference;
                counted.Most = Math.Max(counted.Most, counted.Here);
            }
        }
    }

    /// <summary>Counts the answer's n-grams that occur in a reference, each as often as there at most. Once per filling: it uses them up.</summary>
    /// <param name="symbols">Of the answer.</param>
    /// <param name="matched">One for each order.</param>
    public void Match(ReadOnlySpan<int> symbols, Span<int> matched)
    {
        var at = Roots(symbols.Length);
        for (var n = 1; n <= matched.Length; n++)
        {
            var found = 0;
            for (var i = 0; i + n <= symbols.Length; i++)
            {
                if (at[i] >= -1)
                {
                    var gram = Find(at[i], symbols[i + n - 1]);
                    at[i] = gram;
                    if (gram >= 0 && _grams[gram].Most > 0)
                    {
                        _grams[gram].Most--;
                        found++;
                    }
                }
            }

            matched[n - 1] = found;
        }
    }

    // The empty beginning is -1; what was not found is -2.
    private Span<int> Roots(int length)
    {
        if (_at.Length < length)
        {
            _at = new int[length * 2];
        }

        var at = _at.AsSpan(0, length);
        at.Fill(-1);
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(int parent, int symbol)
    {
        var key = Key(parent, symbol);
        var entries = _entries;
        for (var slot = (int)((key * Mixer) >> _shift); entries[slot].Age == _age; slot = (slot + 1) & (entries.Length - 1))
        {
            if (entries[slot].Key == key)
            {
                return entries[slot].Gram;
            }
        }

        return -2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Child(int parent, int symbol)
    {
        var key = Key(parent, symbol);
        var entries = _entries;
        var slot = (int)((key * Mixer) >> _shift);
        for (; entries[slot].Age == _age; slot = (slot + 1) & (entries.Length - 1))
        {
            if (entries[slot].Key == key)
            {
                return entries[slot].Gram;
            }
        }

        return New(slot, key);
    }

    private int New(int slot, ulong key)
    {
        if (_count == _grams.Length)
        {
            Array.Resize(ref _grams, _count * 2);
            Grow();
            slot = Free(key);
        }

        _entries[slot] = new(key, _count, _age);
        _grams[_count] = default;
        return _count++;
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        _shift--;
        foreach (var entry in old.Where(entry => entry.Age == _age))
        {
            _entries[Free(entry.Key)] = entry;
        }
    }

    private int Free(ulong key)
    {
        var slot = (int)((key * Mixer) >> _shift);
        while (_entries[slot].Age == _age)
        {
            slot = (slot + 1) & (_entries.Length - 1);
        }

        return slot;
    }

    private static ulong Key(int parent, int symbol) => ((ulong)(uint)parent << 32) | (uint)symbol;

    private readonly record struct Entry(ulong Key, int Gram, int Age);

    private struct Gram
    {
        public int Most;
        public int Here;
        public int Reference;
    }
}

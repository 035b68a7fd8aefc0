using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>
/// Numbers distinct words from 0 in the order in which they first come. A word is built at the end of the table, number by
/// number, and then committed. Holds its buffers; not for concurrent use.
/// </summary>
/// <remarks>A slot is valid only in the round that filled it, so that clearing costs the same however large the table once was.</remarks>
internal sealed class WordTable
{
    private readonly List<int> _parts = [];
    private readonly List<int> _ends = [];
    private long[] _slots = new long[256];
    private long _round = 1;

    public int Count => _ends.Count;

    /// <summary>The word that is being built; it may be changed in place.</summary>
    public Span<int> Current => CollectionsMarshal.AsSpan(_parts)[Start(Count)..];

    public ReadOnlySpan<int> this[int word] => CollectionsMarshal.AsSpan(_parts)[Start(word).._ends[word]];

    public void Clear()
    {
        _parts.Clear();
        _ends.Clear();
        _round = (_round + 1) & int.MaxValue;
        if (_round == 0)
        {
            Array.Clear(_slots);
            _round = 1;
        }
    }

    public void Append(int part) => _parts.Add(part);

    /// <summary>Cuts the word that is being built.</summary>
    public void Shorten(int length) => CollectionsMarshal.SetCount(_parts, Start(Count) + length);

    /// <summary>Ends the word that is being built; a known one gets the number it had. O(its length).</summary>
    public int Commit()
    {
        var slot = Find(Current);
        if (_slots[slot] >> 32 == _round)
        {
            Shorten(0);
            return (int)_slots[slot];
        }

        _slots[slot] = (_round << 32) | (uint)Count;
        _ends.Add(_parts.Count);
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private int Start(int word) => word == 0 ? 0 : _ends[word - 1];

    // The hash is the runtime's, seeded anew in each process: no text can be made so that all its words collide.
    private int Find(ReadOnlySpan<int> word)
    {
        var slot = string.GetHashCode(MemoryMarshal.Cast<int, char>(word), StringComparison.Ordinal) & (_slots.Length - 1);
        while (_slots[slot] >> 32 == _round && !this[(int)_slots[slot]].SequenceEqual(word))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        _slots = new long[_slots.Length * 4];
        for (var word = 0; word < Count; word++)
        {
            _slots[Find(this[word])] = (_round << 32) | (uint)word;
        }
    }
}

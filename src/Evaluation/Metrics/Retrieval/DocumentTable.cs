using System.Numerics;

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// Open-addressed set of document ids whose hashes the caller computes once and uses for several tables.
/// </summary>
/// <remarks>Expected O(1) a call; the runtime seeds string hashes per process, so input cannot aim at collisions.</remarks>
internal sealed class DocumentTable
{
    private int[] _slots = [];
    private int[] _hashes = [];
    private string[] _ids = [];
    private int _mask;
    private int _count;

    /// <summary>Empties the table and makes room for that many ids.</summary>
    public void Reset(int capacity)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, capacity * 2));
        if (_slots.Length < slots)
        {
            _slots = new int[slots];
        }
        else
        {
            _slots.AsSpan(0, slots).Clear();
        }

        if (_ids.Length < capacity)
        {
            _ids = new string[capacity];
            _hashes = new int[capacity];
        }

        _mask = slots - 1;
        _count = 0;
    }

    /// <returns>False when the id is there already.</returns>
    public bool Add(string id, int hash)
    {
        var slot = hash & _mask;
        while (_slots[slot] is var entry and not 0)
        {
            if (_hashes[entry - 1] == hash && string.Equals(_ids[entry - 1], id, StringComparison.Ordinal))
            {
                return false;
            }

            slot = (slot + 1) & _mask;
        }

        _ids[_count] = id;
        _hashes[_count] = hash;
        _slots[slot] = ++_count;
        return true;
    }

    /// <returns>The position at which the id was added, or -1.</returns>
    public int IndexOf(string id, int hash)
    {
        for (var slot = hash & _mask; _slots[slot] is var entry and not 0; slot = (slot + 1) & _mask)
        {
            if (_hashes[entry - 1] == hash && string.Equals(_ids[entry - 1], id, StringComparison.Ordinal))
            {
                return entry - 1;
            }
        }

        return -1;
    }
}

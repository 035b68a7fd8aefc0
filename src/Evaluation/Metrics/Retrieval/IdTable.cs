using System.Numerics;
using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// Open-addressed set of ids, numbered as they are added. A slot holds half of an id's hash beside its number, so that a
/// look-up seldom touches more than one slot and the id that it finds.
/// </summary>
/// <remarks>Expected O(1) a call. The ids stay with the caller, who gives the same ones at each call.</remarks>
internal sealed class IdTable
{
    private const ulong NumberBits = uint.MaxValue;

    private ulong[] _slots = [0];
    private ulong[] _hashes = [];
    private int _mask;

    public int Count { get; private set; }

    /// <summary>Empties the table and makes room for that many ids.</summary>
    public void Reset(int capacity)
    {
        Count = 0;
        if (_hashes.Length < capacity)
        {
            _hashes = new ulong[capacity];
        }

        ClearSlots(capacity);
    }

    /// <summary>Hash of the id of that number.</summary>
    public ulong Hash(int number) => _hashes[number];

    /// <summary>Adds the ids one after another, up to one that stands there already.</summary>
    /// <returns>The number of the first id that repeats another, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Fill<T>(in T ids) where T : IDocuments, allows ref struct
    {
        Reset(ids.Count);
        for (var number = 0; number < ids.Count; number++)
        {
            var id = ids.Id(number);
            if (!Add(ids, id, IdHash.Of(id)))
            {
                return number;
            }
        }

        return -1;
    }

    /// <returns>False when the id is there already.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add<T>(in T ids, ReadOnlySpan<byte> id, ulong hash) where T : IDocuments, allows ref struct
    {
        if (Probe(ids, id, hash, out var slot) >= 0)
        {
            return false;
        }

        if (Count == _hashes.Length)
        {
            Grow();
            Probe(ids, id, hash, out slot);
        }

        _hashes[Count] = hash;
        _slots[slot] = (hash & ~NumberBits) | (uint)++Count;
        return true;
    }

    /// <returns>The number of the id, or -1.</returns>
    public int Find<T>(in T ids, ReadOnlySpan<byte> id, ulong hash) where T : IDocuments, allows ref struct => Probe(ids, id, hash, out _);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Probe<T>(in T ids, ReadOnlySpan<byte> id, ulong hash, out int slot) where T : IDocuments, allows ref struct
    {
        var slots = _slots;
        for (slot = (int)hash & _mask; slots[slot] is var entry and not 0; slot = (slot + 1) & _mask)
        {
            if ((entry ^ hash) <= NumberBits && (int)(uint)entry - 1 is var number && ids.Id(number).SequenceEqual(id))
            {
                return number;
            }
        }

        return -1;
    }

    private void Grow()
    {
        Array.Resize(ref _hashes, Math.Max(16, _hashes.Length * 2));
        ClearSlots(_hashes.Length);
        for (var number = 0; number < Count; number++)
        {
            var slot = (int)_hashes[number] & _mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = (_hashes[number] & ~NumberBits) | (uint)(number + 1);
        }
    }

    // At most half of the slots are taken.
    private void ClearSlots(int capacity)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, capacity * 2));
        if (_slots.Length < slots)
        {
            _slots = new ulong[slots];
        }
        else
        {
            _slots.AsSpan(0, slots).Clear();
        }

        _mask = slots - 1;
    }
}

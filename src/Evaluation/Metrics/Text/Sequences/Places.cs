namespace BenchHub.Evaluation.Metrics.Text.Sequences;

/// <summary>
/// For each symbol the places where it stands in a sequence, as bits, 64 to a word: what bit-parallel comparison reads. Holds its
/// buffers; not for concurrent use.
/// </summary>
/// <remarks>
/// Memory is O(length + symbols): only a symbol with at least as many places as the sequence has words keeps a row of bits, and
/// there are at most 64 of those. The bits of any other are set when it is asked for.
/// </remarks>
internal sealed class Places
{
    private readonly List<int> _present = [];
    private Entry[] _entries = [];
    private int[] _places = [];
    private ulong[] _bits = [];
    private ulong[] _row = [];
    private long _round;
    private int _shown;

    /// <summary>Words of 64 places.</summary>
    public int Width { get; private set; }

    /// <summary>O(length), however many symbols there are.</summary>
    /// <param name="sequence">Symbols from 0; at least one.</param>
    /// <param name="symbols">More than the greatest symbol that is asked for.</param>
    public void Read(ReadOnlySpan<int> sequence, int symbols)
    {
        Width = (sequence.Length + 63) >> 6;
        _round++;
        _shown = -1;
        Workspace.Require(ref _row, Width).Clear();
        Count(sequence, symbols);
        var rows = Assign();
        Workspace.Require(ref _bits, rows * Width).Clear();
        Workspace.Require(ref _places, sequence.Length);
        for (var place = 0; place < sequence.Length; place++)
        {
            ref var entry = ref _entries[sequence[place]];
            _places[entry.End++] = place;
            if (entry.Row >= 0)
            {
                _bits[(entry.Row * Width) + (place >> 6)] |= 1UL << place;
            }
        }
    }

    public bool Has(int symbol) => _entries[symbol].Round == _round;

    /// <summary>The bits of a symbol where <see cref="Width"/> is 1.</summary>
    public ulong Single(int symbol)
    {
        ref readonly var entry = ref _entries[symbol];
        return entry.Round == _round ? _bits[entry.Row] : 0;
    }

    /// <summary>The bits of a symbol; valid until the next call. O(width).</summary>
    public ReadOnlySpan<ulong> Of(int symbol)
    {
        var entry = _entries[symbol];
        if (entry.Round == _round && entry.Row >= 0)
        {
            return _bits.AsSpan(entry.Row * Width, Width);
        }

        foreach (var place in PlacesOf(_shown))
        {
            _row[place >> 6] = 0;
        }

        _shown = entry.Round == _round ? symbol : -1;
        foreach (var place in PlacesOf(_shown))
        {
            _row[place >> 6] |= 1UL << place;
        }

        return _row.AsSpan(0, Width);
    }

    private ReadOnlySpan<int> PlacesOf(int symbol) =>
        symbol < 0 ? default : _places.AsSpan(_entries[symbol].End - _entries[symbol].Count, _entries[symbol].Count);

    private void Count(ReadOnlySpan<int> sequence, int symbols)
    {
        Workspace.Require(ref _entries, symbols);
        _present.Clear();
        foreach (var symbol in sequence)
        {
            ref var entry = ref _entries[symbol];
            if (entry.Round != _round)
            {
                entry = new() { Round = _round };
                _present.Add(symbol);
            }

            entry.Count++;
        }
    }

    private int Assign()
    {
        var (start, rows) = (0, 0);
        foreach (var symbol in _present)
        {
            ref var entry = ref _entries[symbol];
            entry.End = start;
            start += entry.Count;
            entry.Row = entry.Count >= Width ? rows++ : -1;
        }

        return rows;
    }

    /// <summary>Valid in the round that wrote it; the end of the symbol's places, or their start until they are filled in.</summary>
    private record struct Entry(long Round, int End, int Count, int Row);
}

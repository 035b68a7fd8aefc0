namespace BenchHub.Evaluation.Metrics.Text.Sequences;

/// <summary>
/// Levenshtein's distance, 64 cells of its table at a time (Myers, A fast bit-vector algorithm for approximate string matching,
/// JACM 1999; in blocks: Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances, 2003).
/// </summary>
internal sealed class EditDistance
{
    [ThreadStatic]
    private static EditDistance? _own;

    private readonly Places _places = new();
    private ulong[] _up = [];
    private ulong[] _down = [];

    /// <summary>Least number of symbols to insert, delete or replace. O(n m / 64) time behind what both begin and end with.</summary>
    /// <param name="a">Symbols from 0; may be empty.</param>
    /// <param name="b">Symbols from 0; may be empty.</param>
    /// <param name="symbols">More than the greatest symbol of both.</param>
    public static int Between(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int symbols)
    {
        SharedEnds.Cut(ref a, ref b);
        return a.IsEmpty || b.IsEmpty
            ? a.Length + b.Length
            : (_own ??= new()).Compute(a.Length < b.Length ? a : b, a.Length < b.Length ? b : a, symbols);
    }

    private int Compute(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int symbols)
    {
        _places.Read(rows, symbols);
        var up = Workspace.Require(ref _up, _places.Width);
        var down = Workspace.Require(ref _down, _places.Width);
        up.Fill(ulong.MaxValue);
        down.Clear();
        var last = (rows.Length - 1) & 63;
        var distance = rows.Length;
        foreach (var symbol in columns)
        {
            distance += Step(up, down, _places.Of(symbol), last);
        }

        return distance;
    }

    /// <summary>Moves on by one column.</summary>
    /// <returns>By how much the last row grows.</returns>
    private static int Step(Span<ulong> up, Span<ulong> down, ReadOnlySpan<ulong> places, int last)
    {
        // The first row grows by one in each column.
        var (grows, shrinks) = (1UL, 0UL);
        var change = 0;
        for (var w = 0; w < up.Length; w++)
        {
            var equal = places[w];
            var vertical = equal | down[w];
            equal |= shrinks;
            var horizontal = (((equal & up[w]) + up[w]) ^ up[w]) | equal;
            var plus = down[w] | ~(horizontal | up[w]);
            var minus = up[w] & horizontal;
            change = (int)((plus >> last) & 1) - (int)((minus >> last) & 1);
            var (plusOut, minusOut) = (plus >> 63, minus >> 63);
            plus = (plus << 1) | grows;
            minus = (minus << 1) | shrinks;
            up[w] = minus | ~(vertical | plus);
            down[w] = plus & vertical;
            (grows, shrinks) = (plusOut, minusOut);
        }

        return change;
    }
}

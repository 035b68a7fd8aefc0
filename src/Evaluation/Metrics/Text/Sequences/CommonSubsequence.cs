using System.Numerics;

namespace BenchHub.Evaluation.Metrics.Text.Sequences;

/// <summary>
/// Longest common subsequence, 64 cells of its table at a time (Hyyrö, Bit-parallel LCS-length computation revisited, AWOCA 2004):
/// column j is a bit vector whose bit i is 0 where the length grows from row i to i + 1.
/// </summary>
internal sealed class CommonSubsequence
{
    // Up to so many words of 64 cells are kept at once, 2 MB.
    private const int Kept = 1 << 18;

    [ThreadStatic]
    private static CommonSubsequence? _own;

    private readonly Places _places = new();
    private ulong[] _column = [];
    private ulong[] _table = [];
    private ulong[] _starts = [];

    /// <summary>O(n m / 64) time behind what both begin and end with, O(n + m + symbols) memory.</summary>
    /// <param name="a">Symbols from 0; may be empty.</param>
    /// <param name="b">Symbols from 0; may be empty.</param>
    /// <param name="symbols">More than the greatest symbol of both.</param>
    public static int Length(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int symbols)
    {
        var same = SharedEnds.Cut(ref a, ref b);
        return a.IsEmpty || b.IsEmpty
            ? same
            : same + (_own ??= new()).LengthOf(a.Length < b.Length ? a : b, a.Length < b.Length ? b : a, symbols);
    }

    /// <summary>
    /// Marks the places in <paramref name="reference"/> of one of the longest common subsequences with each line of
    /// <paramref name="answer"/>: the one that is found from the ends, where a step back in the answer is taken only if it is the
    /// better one, as in rouge_score. O(n m / 64 + lines m) time; memory O(n + m), or √n m / 32 words where that is more.
    /// </summary>
    /// <param name="reference">Symbols from 0; may be empty.</param>
    /// <param name="answer">Symbols from 0; may be empty.</param>
    /// <param name="lineEnds">How many symbols of the answer there are up to the end of each line.</param>
    /// <param name="symbols">More than the greatest symbol of both.</param>
    /// <param name="places">As many as the reference is long; those that are marked stay so.</param>
    public static void Mark(
        ReadOnlySpan<int> reference, ReadOnlySpan<int> answer, ReadOnlySpan<int> lineEnds, int symbols, Span<bool> places)
    {
        if (reference.IsEmpty)
        {
            return;
        }

        var own = _own ??= new();
        own._places.Read(reference, symbols);
        var start = 0;
        foreach (var end in lineEnds)
        {
            own.MarkLine(reference, answer[start..end], places);
            start = end;
        }
    }

    private int LengthOf(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int symbols)
    {
        _places.Read(rows, symbols);
        var column = Workspace.Require(ref _column, _places.Width);
        column.Fill(ulong.MaxValue);
        if (_places.Width == 1)
        {
            var bits = ulong.MaxValue;
            foreach (var symbol in columns)
            {
                var hits = bits & _places.Single(symbol);
                bits = (bits + hits) | (bits - hits);
            }

            column[0] = bits;
        }
        else
        {
            foreach (var symbol in columns)
            {
                Step(column, _places.Of(symbol));
            }
        }

        // Bits beyond the last row match nothing and stay 1.
        var length = 0;
        foreach (var word in column)
        {
            length += BitOperations.PopCount(~word);
        }

        return length;
    }

    private void MarkLine(ReadOnlySpan<int> reference, ReadOnlySpan<int> answer, Span<bool> places)
    {
        // Most lines share no word. One that they lack stays within a line, though: it decides between sequences of one length.
        if (!HasAny(answer))
        {
            return;
        }

        var width = _places.Width;
        var stretch = (long)answer.Length * width <= Kept ? answer.Length : (int)Math.Sqrt(answer.Length) + 1;
        var stretches = (answer.Length + stretch - 1) / stretch;
        var starts = Workspace.Require(ref _starts, stretches * width);
        var column = Workspace.Require(ref _column, width);
        column.Fill(ulong.MaxValue);
        for (var s = 0; s < stretches; s++)
        {
            column.CopyTo(starts[(s * width)..]);
            foreach (var symbol in s + 1 < stretches ? answer.Slice(s * stretch, stretch) : default)
            {
                Step(column, _places.Of(symbol));
            }
        }

        // Only one stretch of columns is in memory; each is computed anew from its first.
        var row = reference.Length;
        for (var s = stretches - 1; s >= 0 && row > 0; s--)
        {
            starts.Slice(s * width, width).CopyTo(column);
            row = MarkBack(reference, row, answer[(s * stretch)..Math.Min(answer.Length, (s + 1) * stretch)], column, places);
        }
    }

    private bool HasAny(ReadOnlySpan<int> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (_places.Has(symbol))
            {
                return true;
            }
        }

        return false;
    }

    private int MarkBack(ReadOnlySpan<int> reference, int row, ReadOnlySpan<int> stretch, Span<ulong> column, Span<bool> places)
    {
        var width = column.Length;
        var table = Workspace.Require(ref _table, stretch.Length * width);
        for (var j = 0; j < stretch.Length; j++)
        {
            Step(column, _places.Of(stretch[j]));
            column.CopyTo(table[(j * width)..]);
        }

        var back = stretch.Length;
        while (row > 0 && back > 0)
        {
            if (reference[row - 1] == stretch[back - 1])
            {
                places[--row] = true;
                back--;
            }
            else if ((table[((back - 1) * width) + ((row - 1) >> 6)] >> (row - 1) & 1) == 0)
            {
                back--;
            }
            else
            {
                row--;
            }
        }

        return row;
    }

    private static void Step(Span<ulong> column, ReadOnlySpan<ulong> places)
    {
        var carry = 0UL;
        for (var w = 0; w < column.Length; w++)
        {
            var bits = column[w];
            var hits = bits & places[w];
            var sum = bits + hits;
            var total = sum + carry;
            carry = sum < bits || total < sum ? 1UL : 0;
            column[w] = total | (bits - hits);
        }
    }
}

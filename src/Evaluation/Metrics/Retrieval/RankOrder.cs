using System.Numerics;
using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// Puts an answer in order: scores choose one of twice as many buckets as there are documents, which leaves little out of
/// place, and an insertion sort puts that right. Where it has too much to move (scores all but equal, or bunched by one far
/// away) a merge sort starts over.
/// </summary>
/// <remarks>
/// O(n) for scores that come in order or spread out, O(n log n) at worst. Its buffers are used again for the next answer.
/// </remarks>
internal sealed class RankOrder
{
    private const int MovesPerDocument = 8;

    private double[] _scores = [];
    private int[] _order = [];
    private int[] _spare = [];
    private int[] _ends = [];
    private int _count;
    private TieOrder _ties;

    /// <summary>Numbers of the documents, best first.</summary>
    public ReadOnlySpan<int> Documents => _order.AsSpan(0, _count);

    /// <summary>Orders by score descending.</summary>
    /// <param name="answer">Scores are finite.</param>
    /// <param name="single">Whether scores are rounded to single precision first.</param>
    /// <param name="ties">What becomes of equal scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort<T>(in T answer, bool single, TieOrder ties) where T : IAnswer, allows ref struct
    {
        _ties = ties;
        Grow(_count = answer.Count);
        var scores = _scores.AsSpan(0, _count);
        var order = _order.AsSpan(0, _count);
        var (sorted, last) = (true, double.PositiveInfinity);
        for (var document = 0; document < scores.Length; document++)
        {
            // Adding 0 makes one score of -0 and 0.
            var score = (single ? (float)answer.Score(document) : answer.Score(document)) + 0.0;
            sorted &= score <= last;
            scores[document] = last = score;
            order[document] = document;
        }

        if (!sorted)
        {
            Distribute();
        }

        if (!Insert(answer))
        {
            Merge(answer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Distribute()
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var score in _scores.AsSpan(0, _count))
        {
            low = score < low ? score : low;
            high = score > high ? score : high;
        }

        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)_count * 2);
        var scale = (buckets - 1) / (high - low);
        if (!(scale > 0) || double.IsInfinity(scale))
        {
            return;
        }

        // Rounding keeps order: a higher score never falls into a later bucket.
        var ends = _ends.AsSpan(0, buckets);
        ends.Clear();
        for (var document = 0; document < _count; document++)
        {
            ends[_spare[document] = (int)((high - _scores[document]) * scale)]++;
        }

        var end = 0;
        foreach (ref var bucket in ends)
        {
            (bucket, end) = (end, end + bucket);
        }

        for (var document = 0; document < _count; document++)
        {
            _order[ends[_spare[document]]++] = document;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Insert<T>(in T answer) where T : IAnswer, allows ref struct
    {
        var order = _order.AsSpan(0, _count);
        var moves = _count * MovesPerDocument;
        for (var rank = 1; rank < order.Length; rank++)
        {
            var document = order[rank];
            if (_scores[document] < _scores[order[rank - 1]] || !Before(answer, document, order[rank - 1]))
            {
                continue;
            }

            var place = rank;
            for (; place > 0 && Before(answer, document, order[place - 1]); place--)
            {
                order[place] = order[place - 1];
            }

            order[place] = document;
            moves -= rank - place;
            if (moves < 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Merge<T>(in T answer) where T : IAnswer, allows ref struct
    {
        for (var width = 1; width < _count; width *= 2)
        {
            for (var start = 0; start < _count; start += 2 * width)
            {
                var (left, right) = (start, Math.Min(start + width, _count));
                var (middle, end) = (right, Math.Min(right + width, _count));
                for (var place = start; place < end; place++)
                {
                    var fromRight = left == middle || (right < end && Before(answer, _order[right], _order[left]));
                    _spare[place] = _order[fromRight ? right++ : left++];
                }
            }

            (_order, _spare) = (_spare, _order);
        }
    }

    private bool Before<T>(in T answer, int left, int right) where T : IAnswer, allows ref struct =>
        _scores[left] > _scores[right] || (_scores[left] == _scores[right] && _ties switch
        {
            TieOrder.IdAscending => answer.Compare(left, right) < 0,
            TieOrder.Input => left < right,
            _ => answer.Compare(left, right) > 0,
        });

    private void Grow(int count)
    {
        if (_order.Length < count)
        {
            _scores = new double[count];
            _order = new int[count];
            _spare = new int[count];
            _ends = new int[BitOperations.RoundUpToPowerOf2((uint)count * 2)];
        }
    }
}

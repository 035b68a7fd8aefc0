namespace BenchHub.Evaluation.Metrics.Text.Ter;

/// <summary>
/// Edits with moves: as long as moving a run of the answer's words to where the reference has it saves edits, the move that saves
/// most is made. A greedy search with Tercom's limits and order of preference, as sacreBLEU has them.
/// </summary>
/// <remarks>O(moves * tried places * words * beam) at worst; at most 1,000 places are tried.</remarks>
internal sealed class ShiftSearch
{
    private const int LongestRun = 10;
    private const int FarthestMove = 50;
    private const int MostTried = 1_000;

    private readonly EditTable _table = new();
    private readonly Alignment _alignment = new();
    private int[] _words = new int[64];
    private int[] _moved = new int[64];
    private int _edits;
    private int _tried;

    public int ReferenceLength => _table.ReferenceWords;

    public void Aim(ReadOnlySpan<int> reference) => _table.Aim(reference);

    /// <summary>Edits that make the answer the reference, moves included.</summary>
    public int Edits(ReadOnlySpan<int> answer)
    {
        if (ReferenceLength == 0)
        {
            return answer.Length;
        }

        if (_words.Length < answer.Length)
        {
            _words = new int[answer.Length * 2];
            _moved = new int[answer.Length * 2];
        }

        answer.CopyTo(_words);
        _table.Shape(answer.Length);
        _edits = _table.Fill(answer, known: 0);
        _tried = 0;
        var moves = 0;
        while (BestMove() is { } best)
        {
            best.Apply(_words.AsSpan(0, answer.Length), _moved);
            (_words, _moved) = (_moved, _words);
            _edits = _table.Fill(_words.AsSpan(0, answer.Length), best.Unchanged);
            moves++;
        }

        return moves + _edits;
    }

    // Null where none saves edits, or where so many were tried that the reference gives up without making the best.
    private Move? BestMove()
    {
        if (_edits == 0)
        {
            return null;
        }

        _alignment.Read(_table);
        var best = default(Move?);
        var least = _edits;
        for (var start = 0; start < _table.Words; start++)
        {
            var last = Math.Min(_table.ReferenceWords - 1, start + FarthestMove);
            for (var at = Math.Max(0, start - FarthestMove); at <= last; at++)
            {
                if (_words[start] == _table.Reference[at])
                {
                    TryRuns(start, at, ref best, ref least);
                    if (_tried >= MostTried)
                    {
                        return null;
                    }
                }
            }
        }

        return best;
    }

    private void TryRuns(int start, int at, ref Move? best, ref int least)
    {
        var (wrongHere, wrongThere) = (false, false);
        var longest = Math.Min(LongestRun, Math.Min(_table.Words - start, _table.ReferenceWords - at));
        for (var length = 1; length <= longest && _words[start + length - 1] == _table.Reference[at + length - 1]; length++)
        {
            // A run is moved only if something is wrong with it here, and with the reference's there, and if it stands elsewhere.
            wrongHere |= _alignment.AnswerWrong(start + length - 1);
            wrongThere |= _alignment.ReferenceWrong(at + length - 1);
            var aligned = _alignment.Of(at);
            if (!wrongHere || !wrongThere || (aligned >= start && aligned < start + length))
            {
                continue;
            }

            TryPlaces(start, at, length, ref best, ref least);
            if (_tried >= MostTried)
            {
                return;
            }
        }
    }

    private void TryPlaces(int start, int at, int length, ref Move? best, ref int least)
    {
        var before = -1;
        for (var offset = -1; offset < length; offset++)
        {
            var target = at + offset < 0 ? 0 : _alignment.Of(at + offset) + 1;
            if (target == before)
            {
                continue;
            }

            before = target;
            _tried++;
            var move = new Move(start, length, target);
            var moved = _moved.AsSpan(0, _table.Words);
            move.Apply(_words.AsSpan(0, _table.Words), moved);
            var edits = _table.Probe(moved, move.Unchanged, least);
            if (edits < least || (edits == least && best is { } rival && move.IsPreferredTo(rival)))
            {
                (best, least) = (move, edits);
            }
        }
    }
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// One answer against the judgements of its query, prepared so that a measure at any cutoff is a look-up: running sums
/// by rank, added in rank order as trec_eval adds them. Its buffers are used again for the next query.
/// </summary>
internal sealed class RankedQuery
{
    private readonly DocumentTable _seen = new();
    private ulong[] _keys = [];
    private int[] _order = [];
    private int[] _hashes = [];
    private string[] _ids = [];
    private int[] _grades = [];
    private int[] _relevant = [0];
    private double[] _precision = [0];
    private double[] _dcg = [0];

    public Judgements Judged { get; private set; } = null!;

    /// <summary>How many documents the answer has.</summary>
    public int Returned { get; private set; }

    /// <summary>Rank (from 1) of the first relevant document, or 0.</summary>
    public int FirstRelevant { get; private set; }

    /// <summary>Indexes into the answer, best document first.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, Returned);

    /// <summary>How many relevant documents the answer has.</summary>
    public int RelevantReturned => _relevant[Returned];

    /// <summary>
    /// Grade at each rank of the cut answer; negative where not judged, <see cref="Judgements.Absent"/> where the document
    /// does not even stand in the judgements.
    /// </summary>
    public ReadOnlySpan<int> Grades(int cutoff) => _grades.AsSpan(0, Within(cutoff));

    /// <summary>The document at a rank from 0.</summary>
    public string DocumentAt(int rank) => _ids[_order[rank]];

    /// <summary>Relevant documents within the first <paramref name="cutoff"/> ranks.</summary>
    public int RelevantAt(int cutoff) => _relevant[Within(cutoff)];

    /// <summary>Sum of the precision at each relevant document within the cutoff.</summary>
    public double PrecisionSumAt(int cutoff) => _precision[Within(cutoff)];

    /// <summary>Discounted cumulative gain within the cutoff.</summary>
    public double DcgAt(int cutoff) => _dcg[Within(cutoff)];

    public void Prepare(Judgements judged, ReadOnlySpan<ScoredDocument> answer, TrecMode mode)
    {
        Grow(answer.Length);
        Judged = judged;
        Returned = answer.Length;
        FirstRelevant = 0;
        RefuseDuplicates(answer);
        Ranking.Sort(answer, _keys.AsSpan(0, Returned), _order.AsSpan(0, Returned), _ids, mode);
        for (var rank = 0; rank < Returned; rank++)
        {
            var index = _order[rank];
            Accumulate(rank, _grades[rank] = judged.GradeOf(_ids[index], _hashes[index]));
        }
    }

    private void Accumulate(int rank, int grade)
    {
        var relevant = _relevant[rank];
        var precision = _precision[rank];
        var dcg = _dcg[rank];
        if (grade > 0)
        {
            relevant++;
            precision += (double)relevant / (rank + 1);
            dcg += grade / Discount.At(rank);
            FirstRelevant = FirstRelevant == 0 ? rank + 1 : FirstRelevant;
        }

        _relevant[rank + 1] = relevant;
        _precision[rank + 1] = precision;
        _dcg[rank + 1] = dcg;
    }

    private void RefuseDuplicates(ReadOnlySpan<ScoredDocument> answer)
    {
        _seen.Reset(answer.Length);
        for (var i = 0; i < answer.Length; i++)
        {
            var id = answer[i].Id;
            _hashes[i] = id.GetHashCode(StringComparison.Ordinal);
            if (!_seen.Add(id, _hashes[i]))
            {
                throw new InvalidRankingException(id, $"The document '{id}' stands twice in the answer; each may be returned once.");
            }
        }
    }

    private int Within(int cutoff) => Math.Min(cutoff, Returned);

    private void Grow(int count)
    {
        if (_keys.Length >= count)
        {
            return;
        }

        _keys = new ulong[count];
        _order = new int[count];
        _hashes = new int[count];
        _ids = new string[count];
        _grades = new int[count];
        _relevant = new int[count + 1];
        _precision = new double[count + 1];
        _dcg = new double[count + 1];
    }
}

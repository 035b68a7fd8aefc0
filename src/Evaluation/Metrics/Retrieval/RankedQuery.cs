using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// One answer against the judgements of its query, prepared so that a measure at any cutoff is a look-up: running sums
/// by rank, added in rank order as trec_eval adds them. Its buffers are used again for the next query.
/// </summary>
internal sealed class RankedQuery
{
    private readonly IdTable _documents = new();
    private readonly RankOrder _order = new();
    private int[] _gradeOfDocument = [];
    private bool[] _judgedAnywhere = [];
    private int[] _grades = [];
    private int[] _relevant = [0];
    private double[] _precision = [0];
    private double[] _dcg = [0];

    public JudgedGrades Judged { get; private set; } = null!;

    /// <summary>How many documents the answer has.</summary>
    public int Returned { get; private set; }

    /// <summary>Rank (from 1) of the first relevant document, or 0.</summary>
    public int FirstRelevant { get; private set; }

    /// <summary>Indexes into the answer, best document first.</summary>
    public ReadOnlySpan<int> Order => _order.Documents;

    /// <summary>How many relevant documents the answer has.</summary>
    public int RelevantReturned => _relevant[Returned];

    /// <summary>
    /// Grade at each rank of the cut answer; negative where not judged, <see cref="Judgements.Absent"/> where the document
    /// does not even stand in the judgements.
    /// </summary>
    public ReadOnlySpan<int> Grades(int cutoff) => _grades.AsSpan(0, Within(cutoff));

    /// <summary>Whether it is known which documents any query of the collection judges.</summary>
    public bool KnowsCollection { get; private set; }

    /// <summary>Whether any query of the collection judges the document at a rank from 0.</summary>
    public bool IsJudgedAnywhere(int rank) => _judgedAnywhere[Order[rank]];

    /// <summary>Relevant documents within the first <paramref name="cutoff"/> ranks.</summary>
    public int RelevantAt(int cutoff) => _relevant[Within(cutoff)];

    /// <summary>Sum of the precision at each relevant document within the cutoff.</summary>
    public double PrecisionSumAt(int cutoff) => _precision[Within(cutoff)];

    /// <summary>Discounted cumulative gain within the cutoff.</summary>
    public double DcgAt(int cutoff) => _dcg[Within(cutoff)];

    /// <summary>Takes up an answer of strings, before it is ranked.</summary>
    /// <exception cref="InvalidRankingException">A document stands twice in the answer, or a score is not a finite number.</exception>
    public void Take(StringAnswer answer)
    {
        if (FirstRepeated(answer) is var twice and >= 0)
        {
            var id = answer.Text(twice);
            throw new InvalidRankingException(id, $"The document '{id}' stands twice in the answer; each may be returned once.");
        }

        for (var document = 0; document < answer.Count; document++)
        {
            if (!double.IsFinite(answer.Score(document)))
            {
                var id = answer.Text(document);
                throw new InvalidRankingException(id, $"The score of document '{id}' is {answer.Score(document)}; a score must be a finite number.");
            }
        }
    }

    /// <summary>Takes up an answer, before it is ranked.</summary>
    /// <returns>The first document that stands in the answer before, or -1.</returns>
    public int FirstRepeated<T>(in T answer) where T : IAnswer, allows ref struct
    {
        KnowsCollection = false;
        return _documents.Fill(answer);
    }

    /// <summary>Says that the collection is known; the caller sets for each document whether it is judged in it.</summary>
    public Span<bool> JudgedAnywhere(int documents)
    {
        KnowsCollection = true;
        if (_judgedAnywhere.Length < documents)
        {
            _judgedAnywhere = new bool[documents];
        }

        return _judgedAnywhere.AsSpan(0, documents);
    }

    /// <param name="answer">What was taken up without fault; scores are finite.</param>
    /// <param name="judgedIds">The judged documents.</param>
    /// <param name="judgedHashes">Their hashes.</param>
    /// <param name="judged">Their grades.</param>
    /// <param name="mode">How scores are compared.</param>
    /// <param name="ties">What becomes of equal scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rank<TAnswer, TJudged>(
        in TAnswer answer, in TJudged judgedIds, IdTable judgedHashes, JudgedGrades judged, TrecMode mode, TieOrder ties = TieOrder.IdDescending)
        where TAnswer : IAnswer, allows ref struct
        where TJudged : IDocuments, allows ref struct
    {
        Grow(answer.Count);
        Judged = judged;
        Returned = answer.Count;
        _order.Sort(answer, mode == TrecMode.V9, ties);

        // Few documents are judged, so it is they that are looked for among the returned ones.
        _gradeOfDocument.AsSpan(0, Returned).Fill(Judgements.Absent);
        for (var i = 0; i < judged.Count; i++)
        {
            if (_documents.Find(answer, judgedIds.Id(i), judgedHashes.Hash(i)) is var document and >= 0)
            {
                _gradeOfDocument[document] = judged.Grades[i];
            }
        }

        Accumulate();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate()
    {
        var order = Order;
        ReadOnlySpan<int> gradeOfDocument = _gradeOfDocument;
        var grades = _grades.AsSpan(0, order.Length);
        var relevantAt = _relevant.AsSpan(1, order.Length);
        var precisionAt = _precision.AsSpan(1, order.Length);
        var dcgAt = _dcg.AsSpan(1, order.Length);
        var (first, relevant, precision, dcg) = (0, 0, 0.0, 0.0);
        for (var rank = 0; rank < order.Length; rank++)
        {
            var grade = gradeOfDocument[order[rank]];
            if (grade > 0)
            {
                relevant++;
                precision += (double)relevant / (rank + 1);
                dcg += grade / Discount.At(rank);
                first = relevant == 1 ? rank + 1 : first;
            }

            grades[rank] = grade;
            relevantAt[rank] = relevant;
            precisionAt[rank] = precision;
            dcgAt[rank] = dcg;
        }

        FirstRelevant = first;
    }

    private int Within(int cutoff) => Math.Min(cutoff, Returned);

    private void Grow(int count)
    {
        if (_grades.Length < count)
        {
            _gradeOfDocument = new int[count];
            _grades = new int[count];
            _relevant = new int[count + 1];
            _precision = new double[count + 1];
            _dcg = new double[count + 1];
        }
    }
}

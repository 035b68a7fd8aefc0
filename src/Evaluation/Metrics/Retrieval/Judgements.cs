namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// What is known of one query: grade by document. 1 and above is relevant, 0 judged and not relevant; a negative grade
/// (-1 not in the pool, -2 in the pool and not judged) counts as not judged, as in trec_eval.
/// </summary>
/// <remarks>Immutable and safe for concurrent reading; build it once and score every system with it.</remarks>
public sealed class Judgements
{
    /// <summary>Grade of a document that does not stand in the judgements at all.</summary>
    internal const int Absent = int.MinValue;

    private readonly DocumentTable _documents = new();
    private readonly int[] _grades;
    private readonly int[] _gains;
    private readonly double[] _idealDcg;

    /// <exception cref="ArgumentException">A document is judged twice.</exception>
    public Judgements(IEnumerable<KeyValuePair<string, int>> grades)
    {
        KeyValuePair<string, int>[] judged = [.. grades];
        _documents.Reset(judged.Length);
        _grades = new int[judged.Length];
        for (var i = 0; i < judged.Length; i++)
        {
            var (id, grade) = judged[i];
            if (!_documents.Add(id, id.GetHashCode(StringComparison.Ordinal)))
            {
                throw new ArgumentException($"The document '{id}' is judged twice.", nameof(grades));
            }

            _grades[i] = grade;
        }

        Relevant = _grades.Count(static grade => grade > 0);
        NonRelevant = _grades.Count(static grade => grade == 0);
        _gains = Array.FindAll(_grades, static grade => grade > 0);
        Array.Sort(_gains, static (a, b) => b.CompareTo(a));
        _idealDcg = IdealDcg(_gains);
    }

    public int Count => _grades.Length;

    /// <summary>Documents graded 1 or more, usually written R.</summary>
    public int Relevant { get; }

    /// <summary>Documents graded 0, usually written N.</summary>
    public int NonRelevant { get; }

    /// <summary>The documents that any query of the collection judges; null where that is not known.</summary>
    public IReadOnlySet<string>? Collection { get; private set; }

    /// <summary>The grades of the relevant documents, highest first.</summary>
    internal ReadOnlySpan<int> Gains => _gains;

    /// <summary>The grade, or null where the document does not stand in the judgements.</summary>
    public int? GradeOf(string documentId) =>
        _documents.IndexOf(documentId, documentId.GetHashCode(StringComparison.Ordinal)) is var index and >= 0 ? _grades[index] : null;

    /// <summary>The same judgements, of a query of that collection.</summary>
    public Judgements InCollection(IReadOnlySet<string> judgedDocuments)
    {
        var copy = (Judgements)MemberwiseClone();
        copy.Collection = judgedDocuments;
        return copy;
    }

    internal int GradeOf(string documentId, int hash) =>
        _documents.IndexOf(documentId, hash) is var index and >= 0 ? _grades[index] : Absent;

    /// <summary>Discounted gain of the best possible ranking, cut at <paramref name="cutoff"/>.</summary>
    internal double IdealDcgAt(int cutoff) => _idealDcg[Math.Min(cutoff, _idealDcg.Length - 1)];

    private static double[] IdealDcg(int[] gains)
    {
        var sums = new double[gains.Length + 1];
        for (var rank = 0; rank < gains.Length; rank++)
        {
            sums[rank + 1] = sums[rank] + (gains[rank] / Discount.At(rank));
        }

        return sums;
    }
}

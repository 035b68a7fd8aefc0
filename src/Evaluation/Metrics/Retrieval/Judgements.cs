using System.Runtime.InteropServices;

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

    private readonly string[] _ids;

    /// <exception cref="ArgumentException">A document is judged twice.</exception>
    public Judgements(IEnumerable<KeyValuePair<string, int>> grades)
    {
        KeyValuePair<string, int>[] judged = [.. grades];
        _ids = Array.ConvertAll(judged, static document => document.Key);
        if (Documents.Fill(Ids) is var twice and >= 0)
        {
            throw new ArgumentException($"The document '{_ids[twice]}' is judged twice.", nameof(grades));
        }

        var values = Grades.Reset(judged.Length);
        for (var i = 0; i < judged.Length; i++)
        {
            values[i] = judged[i].Value;
        }

        Grades.Summarize();
    }

    public int Count => _ids.Length;

    /// <inheritdoc cref="JudgedGrades.Relevant"/>
    public int Relevant => Grades.Relevant;

    /// <inheritdoc cref="JudgedGrades.NonRelevant"/>
    public int NonRelevant => Grades.NonRelevant;

    /// <summary>The documents that any query of the collection judges; null where that is not known.</summary>
    public IReadOnlySet<string>? Collection { get; private set; }

    internal JudgedGrades Grades { get; } = new();

    internal StringIds Ids => new(_ids);

    internal IdTable Documents { get; } = new();

    /// <summary>The grade, or null where the document does not stand in the judgements.</summary>
    public int? GradeOf(string documentId)
    {
        var id = MemoryMarshal.AsBytes(documentId.AsSpan());
        return Documents.Find(Ids, id, IdHash.Of(id)) is var document and >= 0 ? Grades.Grades[document] : null;
    }

    /// <summary>The same judgements, of a query of that collection.</summary>
    public Judgements InCollection(IReadOnlySet<string> judgedDocuments)
    {
        var copy = (Judgements)MemberwiseClone();
        copy.Collection = judgedDocuments;
        return copy;
    }
}

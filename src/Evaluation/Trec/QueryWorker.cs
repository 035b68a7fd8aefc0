using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Trec;

/// <summary>Takes one query after another from two files in memory to its scores, all in buffers of its own.</summary>
/// <param name="qrels">Judgements.</param>
/// <param name="run">Answers.</param>
/// <param name="scorer">What measures.</param>
/// <param name="collection">All documents of the judgements, if a metric asks for them.</param>
/// <param name="ignoreIdenticalIds">Whether a document that bears the query's id is taken out.</param>
internal sealed class QueryWorker(
    QueryLines qrels, QueryLines run, RetrievalScorer scorer, JudgedCollection? collection, bool ignoreIdenticalIds)
{
    private readonly TrecRows _judged = new();
    private readonly TrecRows _answer = new();
    private readonly IdTable _judgedIds = new();
    private readonly JudgedGrades _grades = new();
    private readonly double[] _scores = new double[scorer.Metrics.Count];

    /// <summary>The query that was measured last.</summary>
    public RankedQuery Query { get; } = new();

    private TrecDocuments Answer => new(run.Text, _answer.Rows);

    /// <summary>Reads the judgements of a query.</summary>
    /// <returns>What is wrong with the first line that is malformed or judges a document again, or null.</returns>
    public MalformedInputException? ReadJudgements(int query)
    {
        var malformed = _judged.ReadJudgements(qrels, query);
        var documents = new TrecDocuments(qrels.Text, _judged.Rows);
        return _judgedIds.Fill(documents) is var twice and >= 0 ? TrecQrels.Repeated(_judged.Line(qrels, twice)) : malformed;
    }

    /// <summary>Reads the answer to a query.</summary>
    /// <returns>What is wrong with the first line that is malformed or returns a document again, or null.</returns>
    public MalformedInputException? ReadAnswer(int query)
    {
        var malformed = _answer.ReadAnswer(run, query);
        if (Query.FirstRepeated(Answer) is var twice and >= 0)
        {
            return TrecRun.Repeated(_answer.Line(run, twice));
        }

        if (malformed is null && ignoreIdenticalIds && _answer.Remove(run.Text, run.Id(query)))
        {
            Query.FirstRepeated(Answer);
        }

        return malformed;
    }

    /// <summary>Measures the answer that was read by the judgements that were read.</summary>
    /// <returns>One value per metric, valid until the next call; each metric's default where there is no answer.</returns>
    public ReadOnlySpan<double> Measure(bool answered)
    {
        var grades = _grades.Reset(_judged.Rows.Length);
        for (var i = 0; i < grades.Length; i++)
        {
            grades[i] = (int)_judged.Rows[i].Value;
        }

        _grades.Summarize();
        if (!answered)
        {
            _answer.Clear();
            Query.FirstRepeated(Answer);
        }

        if (collection is not null)
        {
            var judgedAnywhere = Query.JudgedAnywhere(Answer.Count);
            for (var document = 0; document < judgedAnywhere.Length; document++)
            {
                judgedAnywhere[document] = collection.Contains(Answer.Id(document));
            }
        }

        scorer.Score(Query, Answer, new TrecDocuments(qrels.Text, _judged.Rows), _judgedIds, _grades, _scores);
        if (!answered)
        {
            scorer.SetMissing(_scores);
        }

        return _scores;
    }
}

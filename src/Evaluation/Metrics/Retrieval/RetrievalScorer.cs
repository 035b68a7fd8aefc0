using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>Scores answers of a retrieval system with a set of metrics, all in one pass over the answer.</summary>
/// <remarks>Safe for concurrent use. O(n log n) for an answer of n documents, O(n) if it comes ranked and without ties.</remarks>
public sealed class RetrievalScorer
{
    [ThreadStatic]
    private static RankedQuery? _query;

    private readonly Func<RankedQuery, double>[] _measures;
    private readonly TieOrder[] _ties;
    private readonly TieOrder[] _otherTies;

    /// <exception cref="UnknownMetricException">One of the metrics does not measure a ranking.</exception>
    public RetrievalScorer(MetricSet metrics, TrecMode mode = TrecMode.V10)
    {
        Metrics = metrics;
        Mode = mode;
        _measures = [.. metrics.Select(static metric => Retrieval(metric).For(metric.Arguments))];
        _ties = [.. metrics.Select(metric => Retrieval(metric).Ties(metric.Arguments) is var ties
            && ties == TieOrder.WideIdDescending && mode == TrecMode.V10 ? TieOrder.IdDescending : ties)];
        _otherTies = [.. _ties.Where(static ties => ties != TieOrder.IdDescending).Distinct()];
    }

    public MetricSet Metrics { get; }

    public TrecMode Mode { get; }

    /// <summary>One value per metric, in the set's order; NaN throughout where the query has no judgement at all.</summary>
    /// <exception cref="InvalidRankingException">A document stands twice in the answer, or a score is not a finite number.</exception>
    public double[] Score(Judgements judged, IReadOnlyList<ScoredDocument> answer)
    {
        var scores = new double[_measures.Length];
        Score(judged, Span(answer), scores);
        return scores;
    }

    /// <inheritdoc cref="Score(Judgements, IReadOnlyList{ScoredDocument})"/>
    public void Score(Judgements judged, ReadOnlySpan<ScoredDocument> answer, Span<double> scores)
    {
        var query = _query ??= new();
        var documents = new StringAnswer(answer);
        query.Take(documents);
        if (judged.Collection is { } collection)
        {
            var judgedAnywhere = query.JudgedAnywhere(answer.Length);
            for (var document = 0; document < answer.Length; document++)
            {
                judgedAnywhere[document] = collection.Contains(answer[document].Id);
            }
        }

        Score(query, documents, judged.Ids, judged.Documents, judged.Grades, scores);
    }

    /// <summary>Scores an answer that the query has taken up.</summary>
    internal void Score<TAnswer, TJudged>(
        RankedQuery query, in TAnswer answer, in TJudged judgedIds, IdTable judgedHashes, JudgedGrades judged, Span<double> scores)
        where TAnswer : IAnswer, allows ref struct
        where TJudged : IDocuments, allows ref struct
    {
        query.Rank(answer, judgedIds, judgedHashes, judged, Mode);
        Measure(query, TieOrder.IdDescending, scores);
        foreach (var ties in _otherTies)
        {
            query.Rank(answer, judgedIds, judgedHashes, judged, TrecMode.V10, ties);
            Measure(query, ties, scores);
        }
    }

    /// <summary>The values of a query whose answer failed or is missing: each metric's default.</summary>
    public double[] ScoreMissing(Judgements judged)
    {
        var scores = Score(judged, []);
        if (judged.Count > 0)
        {
            SetMissing(scores);
        }

        return scores;
    }

    /// <summary>Makes of the scores of an empty answer those of a missing one.</summary>
    internal void SetMissing(Span<double> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Metrics[i].Definition.AnswerIndependent ? scores[i] : Metrics[i].Definition.MissingValue;
        }
    }

    private void Measure(RankedQuery query, TieOrder ties, Span<double> scores)
    {
        for (var i = 0; i < _measures.Length; i++)
        {
            if (_ties[i] == ties)
            {
                scores[i] = query.Judged.Count == 0 ? double.NaN : _measures[i](query);
            }
        }
    }

    private static IRetrievalMeasure Retrieval(Metric metric) => metric.Measure as IRetrievalMeasure
        ?? throw new UnknownMetricException(metric.Name.ToString(), $"The metric '{metric.Name}' does not measure a ranking.");

    private static ReadOnlySpan<ScoredDocument> Span(IReadOnlyList<ScoredDocument> answer) => answer switch
    {
        ScoredDocument[] array => array,
        List<ScoredDocument> list => CollectionsMarshal.AsSpan(list),
        _ => answer.ToArray(),
    };
}

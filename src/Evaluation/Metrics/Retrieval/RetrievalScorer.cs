using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>Scores answers of a retrieval system with a set of metrics, all in one pass over the answer.</summary>
/// <remarks>Safe for concurrent use. O(n log n) for an answer of n documents, O(n) if it comes ranked and without ties.</remarks>
public sealed class RetrievalScorer
{
    [ThreadStatic]
    private static RankedQuery? _query;

    private readonly Func<RankedQuery, double>[] _measures;

    /// <exception cref="UnknownMetricException">One of the metrics does not measure a ranking.</exception>
    public RetrievalScorer(MetricSet metrics, TrecMode mode = TrecMode.V10)
    {
        Metrics = metrics;
        Mode = mode;
        _measures = [.. metrics.Select(static metric => Retrieval(metric).For(metric.Arguments))];
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
        query.Prepare(judged, answer, Mode);
        Score(query, scores);
    }

    /// <inheritdoc cref="Score(Judgements, IReadOnlyList{ScoredDocument})"/>
    internal void Score(RankedQuery query, Span<double> scores)
    {
        if (query.Judged.Count == 0)
        {
            scores[.._measures.Length].Fill(double.NaN);
            return;
        }

        for (var i = 0; i < _measures.Length; i++)
        {
            scores[i] = _measures[i](query);
        }
    }

    /// <summary>The values of a query whose answer failed or is missing: each metric's default.</summary>
    public double[] ScoreMissing(Judgements judged) =>
        [.. Metrics.Select(metric => judged.Count == 0 ? double.NaN : metric.Definition.MissingValue)];

    private static IRetrievalMeasure Retrieval(Metric metric) => metric.Measure as IRetrievalMeasure
        ?? throw new UnknownMetricException(metric.Name.ToString(), $"The metric '{metric.Name}' does not measure a ranking.");

    private static ReadOnlySpan<ScoredDocument> Span(IReadOnlyList<ScoredDocument> answer) => answer switch
    {
        ScoredDocument[] array => array,
        List<ScoredDocument> list => CollectionsMarshal.AsSpan(list),
        _ => answer.ToArray(),
    };
}

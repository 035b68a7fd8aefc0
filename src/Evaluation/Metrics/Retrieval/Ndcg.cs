namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Ndcg : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "ndcg",
        Cutoff = CutoffRule.Optional,
        Description = "Discounted cumulative gain of the answer as a share of that of the best possible ranking.",
        Formula = "DCG@k / ideal DCG@k, DCG@k = sum over ranks i <= k of grade / log2(i + 1)",
        Citation = "Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, TOIS 2002",
        Reference = "trec_eval ndcg; cut: ndcg_cut_k (the gain is the grade itself, not 2^grade - 1)",
        Denominator = "ideal DCG over all judged documents, cut at k as well; 0 where there is no relevant one",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    private static double At(RankedQuery query, int cutoff) =>
        query.Judged.IdealDcgAt(cutoff) is var ideal and > 0 ? query.DcgAt(cutoff) / ideal : 0;
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Ndcg : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "ndcg",
        Cutoff = CutoffRule.Optional,
        Parameters =
        [
            MetricParameter.Choice("gain", "linear", ["linear", "exp"], "the grade itself, or 2^grade - 1") with { AlwaysShown = false },
        ],
        Description = "Discounted cumulative gain of the answer as a share of that of the best possible ranking.",
        Formula = "DCG@k / ideal DCG@k, DCG@k = sum over ranks i <= k of gain / log2(i + 1)",
        Citation = "Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, TOIS 2002",
        Reference = "trec_eval ndcg; cut: ndcg_cut_k (the gain is the grade itself); gain=exp: ir_measures nDCG(dcg='exp-log2')@k, which is gdeval.pl",
        Denominator = "ideal DCG over all judged documents, cut at k as well; 0 where there is no relevant one",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return Exponential(arguments)
            ? query => ExponentialDcg.NormalizedAt(query, depth)
            : query => At(query, depth);
    }

    public TieOrder Ties(MetricArguments arguments) => Exponential(arguments) ? TieOrder.WideIdDescending : TieOrder.IdDescending;

    private static bool Exponential(MetricArguments arguments) => string.Equals(arguments.Choice("gain"), "exp", StringComparison.Ordinal);

    private static double At(RankedQuery query, int cutoff) =>
        query.Judged.IdealDcgAt(cutoff) is var ideal and > 0 ? query.DcgAt(cutoff) / ideal : 0;
}

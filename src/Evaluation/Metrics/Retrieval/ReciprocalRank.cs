namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class ReciprocalRank : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "mrr",
        Aliases = ["recip_rank", "rr"],
        Cutoff = CutoffRule.Optional,
        Description = "1 / rank of the first relevant document, 0 where none was returned (within the first k ranks, if cut).",
        Formula = "1 / rank of first relevant",
        Citation = "Voorhees, The TREC-8 question answering track report, 1999",
        Reference = "trec_eval recip_rank; cut: trec_eval -M k (ties as trec_eval, not as the MS MARCO script)",
        Denominator = "the rank; 0 where no relevant document was returned",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    private static double At(RankedQuery query, int cutoff) =>
        query.FirstRelevant is var rank and > 0 && rank <= cutoff ? 1.0 / rank : 0;
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class ReciprocalRank : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "mrr",
        Aliases = ["recip_rank", "rr"],
        Cutoff = CutoffRule.Optional,
        Parameters = [Tied.Parameter],
        Description = "1 / rank of the first relevant document, 0 where none was returned (within the first k ranks, if cut).",
        Formula = "1 / rank of first relevant",
        Citation = "Voorhees, The TREC-8 question answering track report, 1999",
        Reference = "trec_eval recip_rank; cut: trec_eval -M k; ties=id_asc: ir_measures RR@k (MS MARCO's script); ties=input: BEIR MRR@k",
        Denominator = "the rank; 0 where no relevant document was returned",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    public TieOrder Ties(MetricArguments arguments) => Tied.Of(arguments);

    private static double At(RankedQuery query, int cutoff) =>
        query.FirstRelevant is var rank and > 0 && rank <= cutoff ? 1.0 / rank : 0;
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>Precision as a share of the best possible, which BEIR calls capped recall.</summary>
internal sealed class RelativePrecision : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "relative_p",
        Aliases = ["relative_precision", "r_cap", "recall_cap"],
        Cutoff = CutoffRule.Required,
        Parameters = [Tied.Parameter],
        Description = "Precision within k as a share of the best that k ranks can have: precision up to R, recall from there.",
        Formula = "relevant within k / min(k, R)",
        Citation = "Thakur et al., BEIR: a heterogeneous benchmark for zero-shot evaluation, NeurIPS 2021, appendix (capped recall)",
        Reference = "trec_eval relative_P_k; BEIR R_cap@k with ties=input",
        Denominator = "min(k, R); 0 where there is no relevant document (BEIR divides by 0 there and stops)",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    public TieOrder Ties(MetricArguments arguments) => Tied.Of(arguments);

    private static double At(RankedQuery query, int cutoff) =>
        query.Judged.Relevant == 0 ? 0 : (double)query.RelevantAt(cutoff) / Math.Min(cutoff, query.Judged.Relevant);
}

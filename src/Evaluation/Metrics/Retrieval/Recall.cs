namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Recall : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "recall",
        Cutoff = CutoffRule.Required,
        Description = "Share of the relevant documents that stand within the first k ranks.",
        Formula = "relevant within k / R",
        Citation = "van Rijsbergen, Information Retrieval, 1979",
        Reference = "trec_eval recall_k",
        Denominator = "R, the relevant documents of the query; 0 where there are none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    private static double At(RankedQuery query, int cutoff) =>
        query.Judged.Relevant == 0 ? 0 : (double)query.RelevantAt(cutoff) / query.Judged.Relevant;
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Precision : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "precision",
        Aliases = ["p"],
        Cutoff = CutoffRule.Required,
        Description = "Share of the first k ranks that hold a relevant document.",
        Formula = "relevant within k / k",
        Citation = "van Rijsbergen, Information Retrieval, 1979",
        Reference = "trec_eval P_k",
        Denominator = "k, even where fewer documents were returned",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    private static double At(RankedQuery query, int cutoff) => (double)query.RelevantAt(cutoff) / cutoff;
}

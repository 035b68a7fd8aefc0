namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class F1 : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "f1",
        Cutoff = CutoffRule.Required,
        Description = "Harmonic mean of precision and recall within the first k ranks.",
        Formula = "2 * P * R / (P + R) = 2 * relevant within k / (k + R)",
        Citation = "van Rijsbergen, Information Retrieval, 1979",
        Reference = "ranx f1@k; the harmonic mean of trec_eval's P_k and recall_k",
        Denominator = "k + R; 0 where there is no relevant document",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    private static double At(RankedQuery query, int cutoff) => 2.0 * query.RelevantAt(cutoff) / ((double)cutoff + query.Judged.Relevant);
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class RPrecisionMultiple : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "rprec_mult",
        Parameters = [MetricParameter.Number("m", 1, 0, 1_000, "the multiple of R")],
        Description = "Precision after m times as many ranks as the query has relevant documents.",
        Formula = "relevant within k / k, k = m * R + 0.9 cut to a whole number",
        Citation = "Buckley and Voorhees, Retrieval System Evaluation, in TREC, MIT Press 2005",
        Reference = "trec_eval Rprec_mult",
        Denominator = "k; 0 where k is 0",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var multiple = arguments.Number("m");
        return query => At(query, (int)((multiple * query.Judged.Relevant) + 0.9));
    }

    private static double At(RankedQuery query, int cutoff) => cutoff == 0 ? 0 : (double)query.RelevantAt(cutoff) / cutoff;
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class RPrecision : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "rprec",
        Aliases = ["r_precision"],
        Cutoff = CutoffRule.Optional,
        Description = "Precision after as many ranks as the query has relevant documents.",
        Formula = "relevant within min(R, k) / R",
        Citation = "Buckley and Voorhees, Retrieval System Evaluation, in TREC, MIT Press 2005",
        Reference = "trec_eval Rprec; cut: trec_eval -M k",
        Denominator = "R, the relevant documents of the query; 0 where there are none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    private static double At(RankedQuery query, int cutoff)
    {
        var relevant = query.Judged.Relevant;
        return relevant == 0 ? 0 : (double)query.RelevantAt(Math.Min(relevant, cutoff)) / relevant;
    }
}

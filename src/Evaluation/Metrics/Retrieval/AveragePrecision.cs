namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class AveragePrecision : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "map",
        Aliases = ["ap"],
        Cutoff = CutoffRule.Optional,
        Description = "Mean over all relevant documents of the precision at their rank, 0 for those not returned (or beyond k).",
        Formula = "sum over relevant ranks i <= k of (relevant within i / i), / R",
        Citation = "Buckley and Voorhees, Evaluating evaluation measure stability, SIGIR 2000",
        Reference = "trec_eval map; cut: map_cut_k",
        Denominator = "R, the relevant documents of the query, also where cut; 0 where there are none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    private static double At(RankedQuery query, int cutoff) =>
        query.Judged.Relevant == 0 ? 0 : query.PrecisionSumAt(cutoff) / query.Judged.Relevant;
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Unjudged : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "unj",
        Aliases = ["unjudged"],
        Cutoff = CutoffRule.Required,
        Direction = MetricDirection.LowerIsBetter,
        Description = "Share of the first k ranks that hold a document nobody judged for the query: how far to trust the other numbers.",
        Formula = "documents not judged within k / k",
        Citation = "Buckley and Voorhees, Retrieval evaluation with incomplete information, SIGIR 2004",
        Reference = "trec_eval 10 unj_k",
        Denominator = "k, also where fewer documents are returned",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    private static double At(RankedQuery query, int cutoff)
    {
        var unjudged = 0;
        foreach (var grade in query.Grades(cutoff))
        {
            unjudged += grade < 0 ? 1 : 0;
        }

        return (double)unjudged / cutoff;
    }
}

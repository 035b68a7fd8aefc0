namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Hole : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "hole",
        Cutoff = CutoffRule.Required,
        Parameters = [Tied.Parameter],
        Direction = MetricDirection.LowerIsBetter,
        Description = "Share of the first k ranks that hold a document which no query of the collection judges. Undefined where the judgements of the other queries are not at hand.",
        Formula = "documents within k that no query judges / k",
        Citation = "Thakur et al., BEIR: a heterogeneous benchmark for zero-shot evaluation, NeurIPS 2021",
        Reference = "BEIR Hole@k with ties=input",
        Denominator = "k, also where fewer documents are returned",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => query.KnowsCollection ? At(query, depth) : double.NaN;
    }

    public TieOrder Ties(MetricArguments arguments) => Tied.Of(arguments);

    private static double At(RankedQuery query, int cutoff)
    {
        var holes = 0;
        for (var rank = 0; rank < Math.Min(cutoff, query.Returned); rank++)
        {
            holes += query.IsJudgedAnywhere(rank) ? 0 : 1;
        }

        return (double)holes / cutoff;
    }
}

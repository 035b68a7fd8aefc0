namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Success : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "success",
        Aliases = ["hit_rate", "hit", "top_k_accuracy"],
        Cutoff = CutoffRule.Required,
        Parameters = [Tied.Parameter],
        Description = "1 where a relevant document stands within the first k ranks, otherwise 0.",
        Formula = "relevant within k > 0",
        Citation = "Tomlinson, Early precision measures, SIGIR 2006",
        Reference = "trec_eval success_k; ties=input: BEIR top_k_accuracy",
        Denominator = "none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var depth = arguments.Depth;
        return query => At(query, depth);
    }

    public TieOrder Ties(MetricArguments arguments) => Tied.Of(arguments);

    private static double At(RankedQuery query, int cutoff) => query.RelevantAt(cutoff) > 0 ? 1 : 0;
}

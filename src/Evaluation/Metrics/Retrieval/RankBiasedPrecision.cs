namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class RankBiasedPrecision : IRetrievalMeasure
{
    public const string Citation = "Moffat and Zobel, Rank-biased precision for measurement of retrieval effectiveness, TOIS 2008";

    public static readonly MetricParameter Persistence =
        MetricParameter.Number("p", 0.8, 0, 1, "chance that the user looks at the next rank, too");

    public MetricDefinition Definition { get; } = new()
    {
        Name = "rbp",
        Cutoff = CutoffRule.Optional,
        Parameters =
        [
            MetricParameter.Choice(
                "gain", "binary", ["binary", "graded"],
                "1 for a relevant document, or its grade as a share of the highest grade that the query has") with { AlwaysShown = false },
            Persistence,
            Tied.Parameter,
        ],
        Description = "Gain that a user finds who reads from the top and goes on to the next rank with a chance of p.",
        Formula = "(1 - p) * sum over ranks i <= k of gain * p^(i - 1)",
        Citation = Citation,
        Reference = "ir_measures RBP(rel=1, p=0.8), with ties=input; gain=graded, p=0.9: trec_eval 10 rbp as its released code behaves",
        Denominator = "none; a perfect endless answer has 1",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var (p, depth) = (arguments.Number("p"), arguments.Depth);
        return string.Equals(arguments.Choice("gain"), "graded", StringComparison.Ordinal)
            ? query => At(query, depth, p, query.Judged.Gains is [var highest, ..] ? highest : 1)
            : query => At(query, depth, p, highest: 0);
    }

    public TieOrder Ties(MetricArguments arguments) => Tied.Of(arguments);

    private static double At(RankedQuery query, int depth, double p, int highest)
    {
        var (sum, weight) = (0.0, 1.0);
        foreach (var grade in query.Grades(depth))
        {
            sum += grade <= 0 ? 0 : highest == 0 ? weight : weight * ((double)grade / highest);
            weight *= p;
        }

        return (1 - p) * sum;
    }
}

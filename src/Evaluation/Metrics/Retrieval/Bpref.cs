namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Bpref : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "bpref",
        Cutoff = CutoffRule.Optional,
        Description = "How seldom a document judged not relevant stands above a relevant one; documents that nobody judged are passed over.",
        Formula = "1/R * sum over relevant returned of (1 - min(judged non-relevant above, R) / min(N, R))",
        Citation = "Buckley and Voorhees, Retrieval evaluation with incomplete information, SIGIR 2004",
        Reference = "trec_eval bpref; cut: trec_eval -M k",
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
        if (relevant == 0)
        {
            return 0;
        }

        var most = (double)Math.Min(query.Judged.NonRelevant, relevant);
        var above = 0;
        var sum = 0.0;
        foreach (var grade in query.Grades(cutoff))
        {
            if (grade > 0)
            {
                sum += above == 0 ? 1 : 1 - (Math.Min(above, relevant) / most);
            }
            else if (grade == 0)
            {
                above++;
            }
        }

        return sum / relevant;
    }
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class ExpectedReciprocalRank : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "err",
        Cutoff = CutoffRule.Optional,
        Parameters = [MetricParameter.Whole("max", 4, 1, 30, "the highest grade that the judgements can have; a higher one counts as it") with { AlwaysShown = false }],
        Description = "Expected reciprocal of the rank at which a user is satisfied who reads from the top; a document satisfies the more likely the higher its grade.",
        Formula = "sum over ranks i <= k of 1/i * S(i) * product over j < i of (1 - S(j)), S = (2^grade - 1) / 2^max",
        Citation = "Chapelle, Metzler, Zhang and Grinspan, Expected reciprocal rank for graded relevance, CIKM 2009",
        Reference = "gdeval.pl of TREC's web track, which ir_measures runs as ERR@k (there rounded to 5 decimals)",
        Denominator = "the ranks; 0 where no relevant document is returned",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var (depth, max) = (arguments.Depth, arguments.Whole("max"));
        return query => Of(query, depth, max);
    }

    public TieOrder Ties(MetricArguments arguments) => TieOrder.WideIdDescending;

    private static double Of(RankedQuery query, int depth, int max)
    {
        var (sum, unsatisfied) = (0.0, 1.0);
        var grades = query.Grades(depth);
        for (var rank = 0; rank < grades.Length; rank++)
        {
            if (grades[rank] > 0)
            {
                var satisfied = Math.ScaleB(1, Math.Min(grades[rank], max) - max) - Math.ScaleB(1, -max);
                sum += satisfied * unsatisfied / (rank + 1);
                unsatisfied *= 1 - satisfied;
            }
        }

        return sum;
    }
}

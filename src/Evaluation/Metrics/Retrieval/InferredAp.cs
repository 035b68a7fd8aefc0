namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class InferredAp : IRetrievalMeasure
{
    private const double Epsilon = 1e-5;

    public MetricDefinition Definition { get; } = new()
    {
        Name = "infap",
        Description = "Average precision estimated where only a sample of the pool is judged (a negative grade marks a document "
            + "of the pool that is not); equals average precision where all of it is.",
        Formula = "1/R * sum over relevant ranks i of (1/i + pooled above / i * (relevant above + 0.00001) / (judged above + 0.00002))",
        Citation = "Yilmaz and Aslam, Estimating average precision with incomplete and imperfect judgments, CIKM 2006",
        Reference = "trec_eval infAP",
        Denominator = "R, the relevant documents of the query; 0 where there are none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments) => Of;

    private static double Of(RankedQuery query)
    {
        var (relevant, nonRelevant, unjudged) = (0, 0, 0);
        var sum = 0.0;
        var grades = query.Grades(query.Returned);
        for (var above = 0; above < grades.Length; above++)
        {
            switch (grades[above])
            {
                case Judgements.Absent:
                    break;
                case < 0:
                    unjudged++;
                    break;
                case 0:
                    nonRelevant++;
                    break;
                default:
                    sum += above == 0 ? 1 : Expected(above, relevant, nonRelevant, unjudged);
                    relevant++;
                    break;
            }
        }

        return query.Judged.Relevant == 0 ? 0 : sum / query.Judged.Relevant;
    }

    private static double Expected(double above, int relevant, int nonRelevant, int unjudged) =>
        (1 / (above + 1)) + (above / (above + 1)
            * ((relevant + nonRelevant + unjudged) / above)
            * ((relevant + Epsilon) / (relevant + nonRelevant + (2 * Epsilon))));
}

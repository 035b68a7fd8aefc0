namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class RankBiasedResidual : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "rbp_resid",
        Parameters = [RankBiasedPrecision.Persistence],
        Direction = MetricDirection.LowerIsBetter,
        Description = "How much rank-biased precision can still rise: what it would gain if every document that is not judged, "
            + "and all that could follow the answer, were relevant; 0 where every returned document is judged.",
        Formula = "p^n + (1 - p) * sum over ranks i of documents not judged of p^(i - 1)",
        Citation = RankBiasedPrecision.Citation,
        Reference = "trec_eval 10 rbp_resid (there with p = 0.9)",
        Denominator = "none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var p = arguments.Number("p");
        return query => Of(query, p);
    }

    private static double Of(RankedQuery query, double p)
    {
        var (sum, weight) = (0.0, 1.0);
        var unjudged = false;
        foreach (var grade in query.Grades(query.Returned))
        {
            sum += grade < 0 ? weight : 0;
            unjudged |= grade < 0;
            weight *= p;
        }

        return unjudged ? weight + ((1 - p) * sum) : 0;
    }
}

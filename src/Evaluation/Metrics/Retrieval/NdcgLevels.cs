namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class NdcgLevels : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "rndcg",
        Description = "nDCG averaged over the ranks at which the best possible ranking passes from one grade to the next lower one, and over the end of the answer.",
        Formula = "mean of nDCG@k over k = documents of the highest grade, of the two highest grades, ..., R; and of nDCG where n > R + 1",
        Citation = "Buckley, trec_eval 9 (m_Rndcg.c), 2008",
        Reference = "trec_eval Rndcg",
        Denominator = "the number of those ranks; 0 where there is no relevant document",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments) => Of;

    private static double Of(RankedQuery query)
    {
        var judged = query.Judged;
        var gains = judged.Gains;
        var sum = 0.0;
        var ranks = 0;
        for (var k = 1; k <= gains.Length; k++)
        {
            if (k == gains.Length || gains[k] != gains[k - 1])
            {
                sum += query.DcgAt(k) / judged.IdealDcgAt(k);
                ranks++;
            }
        }

        // trec_eval looks at the end of the answer only if that is at least two ranks further.
        if (gains.Length > 0 && query.Returned > gains.Length + 1)
        {
            sum += query.DcgAt(query.Returned) / judged.IdealDcgAt(gains.Length);
            ranks++;
        }

        return ranks == 0 ? 0 : sum / ranks;
    }
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class NdcgRelevant : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "ndcg_rel",
        Description = "nDCG averaged over the ranks of the relevant documents; one that is not returned counts with the nDCG of the whole answer.",
        Formula = "1/R * (sum over relevant ranks i of nDCG@i + (R - relevant returned) * nDCG)",
        Citation = "Buckley, trec_eval 9 (m_ndcg_rel.c), 2008",
        Reference = "trec_eval ndcg_rel",
        Denominator = "R, the relevant documents of the query; 0 where there are none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments) => Of;

    private static double Of(RankedQuery query)
    {
        var judged = query.Judged;
        if (query.RelevantReturned == 0)
        {
            return 0;
        }

        var sum = 0.0;
        var grades = query.Grades(query.Returned);
        for (var rank = 1; rank <= grades.Length; rank++)
        {
            sum += grades[rank - 1] > 0 ? query.DcgAt(rank) / judged.IdealDcgAt(rank) : 0;
        }

        sum += (judged.Relevant - query.RelevantReturned) * query.DcgAt(query.Returned) / judged.IdealDcgAt(judged.Relevant);
        return sum / judged.Relevant;
    }
}

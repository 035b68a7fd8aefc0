namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class BinaryGain : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "bing",
        Description = "As G with every relevant document of one grade: each counts less the more ranks above it hold no relevant one.",
        Formula = "1/R * sum over relevant ranks of 1 / log2(2 + ranks above without a relevant document)",
        Citation = "Buckley, trec_eval 9 (m_binG.c), 2008",
        Reference = "trec_eval binG",
        Denominator = "R, the relevant documents of the query; 0 where there are none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments) => Of;

    private static double Of(RankedQuery query)
    {
        var relevant = 0;
        var sum = 0.0;
        var grades = query.Grades(query.Returned);
        for (var rank = 0; rank < grades.Length; rank++)
        {
            if (grades[rank] > 0)
            {
                sum += 1 / Discount.At(rank - relevant++);
            }
        }

        return relevant == 0 ? 0 : sum / query.Judged.Relevant;
    }
}

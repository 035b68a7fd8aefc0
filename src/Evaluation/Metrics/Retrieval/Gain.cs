namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Gain : IRetrievalMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "g",
        Description = "Gain of the answer, where a document counts less the more gain the ranks above it have missed.",
        Formula = "sum over ranks i of grade / log2(2 + possible(i) - gained(i)), / sum of grades; gained(i): grades within i, "
            + "possible(i): the grades of the best ranking within i, each rank at least 1",
        Citation = "Buckley, trec_eval 9 (m_G.c), 2008",
        Reference = "trec_eval G",
        Denominator = "sum of the grades of the relevant documents; 0 where there are none",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments) => Of;

    private static double Of(RankedQuery query)
    {
        var ideal = query.Judged.Gains;
        var sum = 0.0;
        var (gained, possible) = (0.0, 0.0);
        var grades = query.Grades(query.Returned);
        for (var rank = 0; rank < grades.Length; rank++)
        {
            possible += rank < ideal.Length ? ideal[rank] : 1;
            if (grades[rank] > 0)
            {
                gained += grades[rank];
                sum += grades[rank] / Math.Log2(2 + possible - gained);
            }
        }

        return sum == 0 ? 0 : sum / Total(ideal);
    }

    private static double Total(ReadOnlySpan<int> grades)
    {
        var sum = 0.0;
        foreach (var grade in grades)
        {
            sum += grade;
        }

        return sum;
    }
}

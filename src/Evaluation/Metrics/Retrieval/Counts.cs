namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>What trec_eval counts. Over all queries these are sums.</summary>
internal static class Counts
{
    private const string Manual = "Buckley and Voorhees, Retrieval System Evaluation, in TREC, MIT Press 2005";

    public static IEnumerable<IMeasure> All { get; } =
    [
        Of("num_q", "Queries that count.", "1", "queries", static _ => 1, maximum: 1, independent: true),
        Of("num_ret", "Documents that the answer returns.", "n", "documents", static query => query.Returned),
        Of("num_rel", "Relevant documents that the judgements know.", "R", "documents", static query => query.Judged.Relevant, independent: true),
        Of("num_rel_ret", "Relevant documents that the answer returns.", "relevant within n", "documents", static query => query.RelevantReturned),
        Of("num_nonrel_judged_ret", "Documents judged not relevant that the answer returns.", "judged 0 within n", "documents",
            static query => query.Grades(query.Returned).Count(0), direction: MetricDirection.LowerIsBetter),
    ];

    private static RankingMeasure Of(
        string name, string description, string formula, string unit, Func<RankedQuery, double> count,
        double maximum = double.PositiveInfinity, bool independent = false, MetricDirection direction = MetricDirection.HigherIsBetter) => new(
        new()
        {
            Name = name,
            Aggregation = MetricAggregation.Sum,
            Direction = direction,
            Maximum = maximum,
            Unit = unit,
            Description = description,
            Formula = formula,
            Citation = Manual,
            Reference = $"trec_eval {name}",
            Denominator = "none; the value over all queries is their sum",
            AnswerIndependent = independent,
        },
        _ => count);
}

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>Measures of an answer as a set, where ranks count for nothing.</summary>
internal static class SetMeasures
{
    private const string VanRijsbergen = "van Rijsbergen, Information Retrieval, 1979";

    public static IEnumerable<IMeasure> All { get; } =
    [
        Of("set_p", "set_P", "Share of the returned documents that are relevant.", "relevant returned / n",
            "n, the returned documents; 0 where there are none", static query => Share(query.RelevantReturned, query.Returned)),
        Of("set_relative_p", "set_relative_P", "Precision of the set as a share of the best that a set of its size can have.",
            "relevant returned / min(n, R)", "min(n, R); 0 where it is 0",
            static query => Share(query.RelevantReturned, Math.Min(query.Returned, query.Judged.Relevant))),
        Of("set_recall", "set_recall", "Share of the relevant documents that are returned.", "relevant returned / R",
            "R, the relevant documents of the query; 0 where there are none", static query => Share(query.RelevantReturned, query.Judged.Relevant)),
        Of("set_map", "set_map", "Precision of the set times its recall.", "relevant returned² / (n * R)", "n * R; 0 where it is 0",
            static query => Share((double)query.RelevantReturned * query.RelevantReturned, (double)query.Returned * query.Judged.Relevant)),
        new RankingMeasure(
            new()
            {
                Name = "set_f",
                Parameters = [MetricParameter.Number("x", 1, 0, 1_000_000, "how much recall weighs against precision") with { AlwaysShown = false }],
                Description = "Weighted harmonic mean of the precision and the recall of the set; x = 1 is F1.",
                Formula = "(x + 1) * P * R / (x * P + R)",
                Citation = VanRijsbergen,
                Reference = "trec_eval set_F; x is the square of van Rijsbergen's beta",
                Denominator = "0 where no relevant document is returned",
            },
            static arguments =>
            {
                var x = arguments.Number("x");
                return query => F(Share(query.RelevantReturned, query.Returned), Share(query.RelevantReturned, query.Judged.Relevant), x);
            }),
    ];

    private static RankingMeasure Of(
        string name, string trecName, string description, string formula, string denominator, Func<RankedQuery, double> value) => new(
        new()
        {
            Name = name,
            Description = description,
            Formula = formula,
            Citation = VanRijsbergen,
            Reference = $"trec_eval {trecName}",
            Denominator = denominator,
        },
        _ => value);

    private static double Share(double part, double of) => of == 0 ? 0 : part / of;

    private static double F(double precision, double recall, double x) =>
        precision == 0 ? 0 : (x + 1) * precision * recall / ((x * precision) + recall);
}

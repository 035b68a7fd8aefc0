namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// Measures whose value over all queries is a geometric mean, which a system cannot raise by doing better where it does well
/// already. A query below 0.00001 counts as 0.00001.
/// </summary>
internal static class GeometricMeans
{
    public static IEnumerable<IMeasure> All { get; } =
    [
        Of(new AveragePrecision(), "gm_map", "average precision", "Robertson, On GMAP and other transformations, CIKM 2006"),
        Of(new Bpref(), "gm_bpref", "bpref", "Buckley and Voorhees, Retrieval evaluation with incomplete information, SIGIR 2004"),
    ];

    private static RankingMeasure Of(IRetrievalMeasure measure, string name, string what, string citation) => new(
        measure.Definition with
        {
            Name = name,
            Aliases = [],
            Cutoff = CutoffRule.None,
            Aggregation = MetricAggregation.GeometricMean,
            Floor = 1e-5,
            Description = $"Geometric mean over the queries of their {what}, each at least 0.00001.",
            Formula = $"exp(mean over queries of ln max({what}, 0.00001))",
            Citation = citation,
            Reference = $"trec_eval {name}",
        },
        measure.For);
}

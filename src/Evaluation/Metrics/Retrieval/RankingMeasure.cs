namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>A measure whose formula is one expression.</summary>
internal sealed class RankingMeasure(MetricDefinition definition, Func<MetricArguments, Func<RankedQuery, double>> measure) : IRetrievalMeasure
{
    public MetricDefinition Definition => definition;

    public Func<RankedQuery, double> For(MetricArguments arguments) => measure(arguments);
}

using BenchHub.Evaluation.Metrics;

namespace BenchHub.Grains.Comparisons;

/// <summary>A metric whose items can be tested.</summary>
internal static class ComparedMetric
{
    /// <exception cref="RefusedException">There is no such metric, or it is no mean of items.</exception>
    public static Metric Of(string name)
    {
        var metric = NamedMetric.Of(name);
        return metric.Definition.Aggregation is MetricAggregation.Mean ? metric : throw new RefusedException(
            Refusal.Invalid, $"{metric.Name} is {Told(metric.Definition.Aggregation)} and the tests compare means of items; compare a metric that is a mean, such as map or ndcg@10.", "metric");
    }

    private static string Told(MetricAggregation aggregation) => aggregation switch
    {
        MetricAggregation.GeometricMean => "a geometric mean",
        MetricAggregation.Sum => "a sum",
        _ => "a value of all items together",
    };
}

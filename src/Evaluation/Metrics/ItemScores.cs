namespace BenchHub.Evaluation.Metrics;

/// <summary>What a metric's values of single items are over all of them.</summary>
public static class ItemScores
{
    /// <summary>
    /// Mean, geometric mean or sum, as the definition says; adds from left to right. NaN for the mean of nothing, 0 for its
    /// sum. O(n).
    /// </summary>
    /// <param name="metric">What says how.</param>
    /// <param name="defined">Without NaN.</param>
    /// <exception cref="ArgumentException">The metric over all items does not come from its values of single items.</exception>
    public static double Value(MetricDefinition metric, ReadOnlySpan<double> defined) => metric.Aggregation switch
    {
        MetricAggregation.Mean => Sum(defined) / defined.Length,
        MetricAggregation.Sum => Sum(defined),
        MetricAggregation.GeometricMean => Math.Exp(LogSum(defined, metric.Floor) / defined.Length),
        _ => throw new ArgumentException($"The metric '{metric.Name}' over all items does not come from its values of single items.", nameof(metric)),
    };

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static double LogSum(ReadOnlySpan<double> values, double floor)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Log(Math.Max(value, floor));
        }

        return sum;
    }
}

using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Metrics;

/// <summary>What a metric's values of single items are over all of them.</summary>
public static class ItemScores
{
    /// <summary>
    /// Mean, geometric mean or sum, as the definition says; adds from left to right. Of nothing, a mean is NaN and a sum 0.
    /// O(n).
    /// </summary>
    /// <param name="metric">What says how.</param>
    /// <param name="defined">Without NaN.</param>
    /// <exception cref="ArgumentException">The metric over all items does not come from its values of single items.</exception>
    public static double Value(MetricDefinition metric, ReadOnlySpan<double> defined) => metric.Aggregation switch
    {
        MetricAggregation.Mean => Moments.Mean(defined),
        MetricAggregation.GeometricMean => Math.Exp(Moments.Mean(Logarithms(defined, metric.Floor))),
        MetricAggregation.Sum => Sum(defined),
        _ => throw NotFromItems(metric),
    };

    /// <summary>
    /// Bootstrap interval of <see cref="Value"/>. Of a geometric mean it is the interval of the mean logarithm, raised back,
    /// since percentiles keep their place under a rising function; of a sum it is the interval of the mean times n, which
    /// says what the total of as many other items of the same kind would be. O(resamples * n).
    /// </summary>
    /// <inheritdoc cref="Value"/>
    public static Interval Interval(
        MetricDefinition metric, double[] defined, BootstrapSettings bootstrap, CancellationToken cancellation = default)
    {
        switch (metric.Aggregation)
        {
            case MetricAggregation.Mean:
                return OfMean(defined, bootstrap, cancellation);
            case MetricAggregation.GeometricMean:
                var logs = OfMean(Logarithms(defined, metric.Floor), bootstrap, cancellation);
                return new(Math.Exp(logs.Low), Math.Exp(logs.High));
            case MetricAggregation.Sum:
                var mean = OfMean(defined, bootstrap, cancellation);
                return new(mean.Low * defined.Length, mean.High * defined.Length);
            default:
                throw NotFromItems(metric);
        }
    }

    // Of values that are all alike every resample has the same mean, which takes no resampling to know.
    private static Interval OfMean(double[] values, BootstrapSettings bootstrap, CancellationToken cancellation) =>
        values is [var first, ..] && double.IsFinite(first) && values.AsSpan().IndexOfAnyExcept(first) < 0
            ? new(first, first)
            : Bootstrap.OfMean(values, bootstrap, cancellation).Percentile(bootstrap.Level);

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static double[] Logarithms(ReadOnlySpan<double> values, double floor)
    {
        var logarithms = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            logarithms[i] = Math.Log(Math.Max(values[i], floor));
        }

        return logarithms;
    }

    private static ArgumentException NotFromItems(MetricDefinition metric) =>
        new($"The metric '{metric.Name}' over all items does not come from its values of single items.", nameof(metric));
}

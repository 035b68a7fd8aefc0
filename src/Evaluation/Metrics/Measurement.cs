using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Metrics;

/// <summary>Computes the metrics whose items are records of one type: everything but rankings and texts.</summary>
public static class Measurement
{
    /// <summary>The metric over all items, with its interval.</summary>
    /// <param name="metric">What to compute.</param>
    /// <param name="items">
    /// In an order that is the same for all systems; null for one that failed or is missing. It counts with the metric's default
    /// where items have values of their own, and is left out otherwise (<see cref="Aggregate.Policy"/> says which).
    /// </param>
    /// <param name="bootstrap">How the interval is resampled.</param>
    /// <param name="signature">With what the caller knows besides, made with the same <paramref name="bootstrap"/>.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    /// <returns>NaN where the items leave the metric undefined; the policy then says why.</returns>
    /// <exception cref="UnknownMetricException">The metric does not measure items of this type.</exception>
    /// <exception cref="InvalidItemException">An item does not have what the metric needs; the message names it.</exception>
    public static Aggregate Over<TItem>(
        this Metric metric,
        IReadOnlyList<TItem?> items,
        BootstrapSettings? bootstrap = null,
        Signature? signature = null,
        CancellationToken cancellation = default)
        where TItem : class
    {
        bootstrap ??= BootstrapSettings.Default;
        signature ??= Signature.Of(metric, bootstrap: bootstrap);
        if (metric.Measure is IItemMeasure<TItem>)
        {
            bool[] failed = [.. items.Select(static item => item is null)];
            return Aggregate.Of(metric.Definition, Scores(metric, items), failed, signature, bootstrap, cancellation);
        }

        TItem[] present = [.. items.OfType<TItem>()];
        return Aggregate.Of(Prepare(metric, present), items.Count, items.Count - present.Length, signature, bootstrap, cancellation);
    }

    /// <summary>
    /// The value of each item; a pooled metric says what the item would have alone. NaN where it is undefined, the metric's default
    /// where it failed.
    /// </summary>
    /// <exception cref="UnknownMetricException">The metric does not give items of this type a value.</exception>
    /// <exception cref="InvalidItemException">An item does not have what the metric needs; the message names it.</exception>
    public static double[] Scores<TItem>(this Metric metric, IReadOnlyList<TItem?> items)
        where TItem : class
    {
        var score = metric.Measure switch
        {
            IItemMeasure<TItem> measure => measure.For(metric.Arguments),
            IPooledMeasure<TItem> measure => Alone(measure),
            _ => throw NotMeasured<TItem>(metric),
        };
        var scores = new double[items.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = items[i] is { } item ? Score(metric, score, item, i) : metric.Definition.MissingValue;
        }

        return scores;
    }

    private static double Score<TItem>(Metric metric, Func<TItem, double> score, TItem item, int index)
    {
        try
        {
            return score(item);
        }
        catch (InvalidItemException invalid)
        {
            throw new InvalidItemException($"{metric.Name} of item {index + 1}: {invalid.Message}");
        }
    }

    private static PreparedSet Prepare<TItem>(Metric metric, TItem[] items) => metric.Measure switch
    {
        IPooledMeasure<TItem> or ISetMeasure<TItem> when items.Length == 0 => PreparedSet.Without(0, "there are no items"),
        IPooledMeasure<TItem> measure => Pool(measure, items),
        ISetMeasure<TItem> measure => measure.For(metric.Arguments)(items),
        _ => throw NotMeasured<TItem>(metric),
    };

    private static Func<TItem, double> Alone<TItem>(IPooledMeasure<TItem> measure) => item =>
    {
        Span<double> counts = stackalloc double[measure.Counts];
        measure.Count(item, counts);
        return measure.Pooled(counts);
    };

    private static PreparedSet Pool<TItem>(IPooledMeasure<TItem> measure, TItem[] items)
    {
        double[][] columns = [.. Enumerable.Range(0, measure.Counts).Select(_ => new double[items.Length])];
        Span<double> counts = stackalloc double[measure.Counts];
        for (var i = 0; i < items.Length; i++)
        {
            measure.Count(items[i], counts);
            for (var j = 0; j < columns.Length; j++)
            {
                columns[j][i] = counts[j];
            }
        }

        return new PooledCounts(columns, measure.Pooled).Prepare(items.Length);
    }

    private static UnknownMetricException NotMeasured<TItem>(Metric metric) => new(
        metric.Name.ToString(), $"The metric '{metric.Name}' does not measure items of the type {typeof(TItem).Name}.");
}

namespace BenchHub.Evaluation.Metrics;

/// <summary>How the value of a whole result comes from its items.</summary>
public enum MetricAggregation
{
    /// <summary>Arithmetic mean of the items' values.</summary>
    Mean,

    /// <summary>Geometric mean of the items' values, each raised to at least <see cref="MetricDefinition.Floor"/>.</summary>
    GeometricMean,

    /// <summary>Sum of the items' values.</summary>
    Sum,

    /// <summary>A function of counts that are summed over the items, as corpus BLEU is; not the mean of the items' values.</summary>
    Pooled,

    /// <summary>A function of all items at once; an item has no value of its own.</summary>
    Whole,
}

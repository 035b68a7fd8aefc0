namespace BenchHub.Evaluation.Metrics;

/// <summary>A measure by which every item has a value of its own; a result has their mean.</summary>
internal interface IItemMeasure<in TItem> : IMeasure
{
    /// <summary>What computes the value of an item, NaN where it has none; throws <see cref="InvalidItemException"/> where it cannot.</summary>
    public Func<TItem, double> For(MetricArguments arguments);
}

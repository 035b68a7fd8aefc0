namespace BenchHub.Evaluation.Metrics;

/// <summary>A measure whose value comes from counts that are summed over the items, be it one item or all of them.</summary>
internal interface IPooledMeasure<in TItem> : IMeasure
{
    /// <summary>How many counts an item has.</summary>
    public int Counts { get; }

    /// <summary>Writes the item's counts over whatever stands in <paramref name="counts"/>.</summary>
    public void Count(TItem item, Span<double> counts);

    /// <summary>The value of items whose counts sum up to <paramref name="sums"/>.</summary>
    public double Pooled(ReadOnlySpan<double> sums);
}

namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>A scorer whose value over many items comes from counts that are summed over them (<see cref="MetricAggregation.Pooled"/>).</summary>
public interface IPooledTextScorer : ITextScorer
{
    /// <summary>How many counts an item has.</summary>
    public int Counts { get; }

    /// <summary>Writes the item's counts, whole numbers, over whatever stands in <paramref name="counts"/>.</summary>
    public void Count(string answer, IReadOnlyList<string> references, Span<double> counts);

    /// <summary>The value of all items whose counts sum up to <paramref name="sums"/>.</summary>
    public double Pooled(ReadOnlySpan<double> sums);
}

namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>A scorer whose value over many items comes from counts that are summed over them (<see cref="MetricAggregation.Pooled"/>).</summary>
public interface IPooledTextScorer : ITextScorer
{
    /// <summary>How many counts an item has.</summary>
    public int Counts { get; }

    /// <summary>
    /// Writes the item's counts over whatever stands in <paramref name="counts"/>. They are whole numbers, but for a mean
    /// over the references of an item, as TER's reference length is.
    /// </summary>
    public void Count(string answer, IReadOnlyList<string> references, Span<double> counts);

    /// <summary>The value of all items whose counts sum up to <paramref name="sums"/>.</summary>
    public double Pooled(ReadOnlySpan<double> sums);

    /// <summary>The value of one item with these counts; not always what <see cref="Pooled"/> makes of them.</summary>
    public double Item(ReadOnlySpan<double> counts) => Pooled(counts);

    double ITextScorer.Score(string answer, IReadOnlyList<string> references)
    {
        Span<double> counts = stackalloc double[Counts];
        Count(answer, references, counts);
        return Item(counts);
    }
}

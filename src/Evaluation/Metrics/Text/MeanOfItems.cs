namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>A mean as a pooled value: counts are the item's value and 1, or nothing where it has no value.</summary>
internal sealed class MeanOfItems(ITextScorer scorer) : IPooledTextScorer
{
    public int Counts => 2;

    public void Count(string answer, IReadOnlyList<string> references, Span<double> counts)
    {
        var score = scorer.Score(answer, references);
        (counts[0], counts[1]) = double.IsNaN(score) ? (0, 0) : (score, 1);
    }

    public double Pooled(ReadOnlySpan<double> sums) => sums[0] / sums[1];
}

using BenchHub.Evaluation.Metrics.Text.Sequences;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Edits;

/// <summary>Two counts an item: edits, and units of the reference. O(n m / 64) for each reference.</summary>
internal sealed class ErrorRateScorer(ITokenizer units) : IPooledTextScorer
{
    public int Counts => 2;

    public double Score(string answer, IReadOnlyList<string> references)
    {
        Span<double> counts = stackalloc double[2];
        Count(answer, references, counts);
        return Pooled(counts);
    }

    public void Count(string answer, IReadOnlyList<string> references, Span<double> counts)
    {
        Count(answer, references[0], out counts[0], out counts[1]);
        for (var i = 1; i < references.Count; i++)
        {
            Count(answer, references[i], out var edits, out var length);
            if (edits * counts[1] < counts[0] * length)
            {
                (counts[0], counts[1]) = (edits, length);
            }
        }
    }

    public double Pooled(ReadOnlySpan<double> sums) => sums[1] > 0 ? sums[0] / sums[1] : double.NaN;

    private void Count(string answer, string reference, out double edits, out double length)
    {
        var pair = TokenPair.Of(answer, reference, units);
        edits = EditDistance.Between(pair.Answer.Words, pair.Reference.Words, pair.Words.Count);
        length = pair.Reference.Words.Length;
    }
}

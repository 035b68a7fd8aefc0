using BenchHub.Evaluation.Metrics.Text.Sequences;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Edits;

/// <summary>O(n m / 64) for each reference, less what both texts begin and end with.</summary>
internal sealed class EditScorer(bool share) : ITextScorer
{
    public double Score(string answer, IReadOnlyList<string> references)
    {
        var best = Of(answer, references[0]);
        for (var i = 1; i < references.Count; i++)
        {
            var value = Of(answer, references[i]);
            best = share ? Math.Max(best, value) : Math.Min(best, value);
        }

        return best;
    }

    private double Of(string answer, string reference)
    {
        var pair = TokenPair.Of(answer, reference, CodePointUnits.Instance);
        var a = pair.Answer.Words;
        var b = pair.Reference.Words;
        var distance = EditDistance.Between(a, b, pair.Words.Count);
        return share ? 1 - ((double)distance / Math.Max(1, Math.Max(a.Length, b.Length))) : distance;
    }
}

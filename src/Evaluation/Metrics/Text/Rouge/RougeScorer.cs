using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Rouge;

internal sealed class RougeScorer(Func<TokenPair, RougeCounts> overlap, ITokenizer words, RougeScore score) : ITextScorer
{
    /// <summary>Of several references the first with the greatest F counts, whichever share is asked for.</summary>
    public double Score(string answer, IReadOnlyList<string> references)
    {
        var best = overlap(TokenPair.Of(answer, references[0], words));
        for (var i = 1; i < references.Count; i++)
        {
            var counts = overlap(TokenPair.Of(answer, references[i], words));
            best = counts.F > best.F ? counts : best;
        }

        return best.Value(score);
    }
}

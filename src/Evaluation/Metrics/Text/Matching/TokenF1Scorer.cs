using BenchHub.Evaluation.Metrics.Text.Sequences;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Matching;

/// <summary>O(n) for each reference.</summary>
internal sealed class TokenF1Scorer(string norm) : ITextScorer
{
    private readonly ITokenizer _units = Normalisation.Units(norm);

    public double Score(string answer, IReadOnlyList<string> references)
    {
        var (best, anyWords, matchesNothing) = (0.0, false, false);
        for (var i = 0; i < references.Count; i++)
        {
            var pair = TokenPair.Of(answer, references[i], _units);
            anyWords |= !pair.Reference.Words.IsEmpty;
            matchesNothing |= pair.Reference.Words.IsEmpty && pair.Answer.Words.IsEmpty;
            best = Math.Max(best, Of(pair));
        }

        return matchesNothing && !anyWords && norm == Normalisation.Squad ? 1 : best;
    }

    private static double Of(TokenPair pair)
    {
        var answer = pair.Answer.Words;
        var reference = pair.Reference.Words;
        var common = Multiset.Common(answer, reference, pair.Words.Count);
        if (common == 0)
        {
            return 0;
        }

        var precision = (double)common / answer.Length;
        var recall = (double)common / reference.Length;
        return 2 * precision * recall / (precision + recall);
    }
}

using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Matching;

/// <summary>
/// Exact match of normalised texts. A reference that normalises to nothing says that there is no answer; only an answer that does
/// so too equals it. O(n) for each reference.
/// </summary>
internal sealed class ExactWordsScorer(string norm) : ITextScorer
{
    private readonly ITokenizer _words = Normalisation.Words(norm);

    public double Score(string answer, IReadOnlyList<string> references)
    {
        // SQuAD 2.0 drops empty references beside others, KorQuAD does not.
        var dropsEmpty = norm == Normalisation.Squad;
        var (anyWords, matchesNothing) = (false, false);
        for (var i = 0; i < references.Count; i++)
        {
            var pair = TokenPair.Of(answer, references[i], _words);
            var empty = pair.Reference.Words.IsEmpty;
            anyWords |= !empty;
            if (pair.Answer.Words.SequenceEqual(pair.Reference.Words))
            {
                if (!empty || !dropsEmpty)
                {
                    return 1;
                }

                matchesNothing = true;
            }
        }

        return matchesNothing && !anyWords ? 1 : 0;
    }
}

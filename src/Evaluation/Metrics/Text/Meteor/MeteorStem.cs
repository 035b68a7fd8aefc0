using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Meteor;

internal sealed class MeteorStem : ITextMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "meteor_stem",
        Input = MetricInput.Text,
        Parameters =
        [
            Number("alpha", 0.9, 1, "weight of recall against precision"),
            Number("beta", 3, 100, "how steeply the penalty grows with the share of chunks"),
            Number("gamma", 0.5, 1, "the greatest penalty"),
        ],
        Description = "Words of the answer matched to words of the reference, equal ones first, then those with the same Porter stem; less "
            + "where they stand in many separate chunks. METEOR without its synonyms and paraphrases, hence its own name. Words are what "
            + "stands between white space, lower-cased, punctuation included.",
        Formula = "(1 - gamma (chunks / matches)^beta) P R / (alpha P + (1 - alpha) R), P = matches / words of the answer, "
            + "R = matches / words of the reference; max over references",
        Citation = "Lavie and Agarwal, METEOR: an automatic metric for MT evaluation with high levels of correlation with human judgments, "
            + "WMT 2007",
        Reference = "nltk.translate.meteor_score 3.8 of str.split() words with an empty WordNet",
        Denominator = "words of the answer for P, of the reference for R; 0 where nothing matches; a missing answer counts 0",
    };

    public ITextScorer For(MetricArguments arguments) =>
        new MeteorScorer(arguments.Number("alpha"), arguments.Number("beta"), arguments.Number("gamma"));

    private static MetricParameter Number(string name, double @default, double maximum, string description) =>
        MetricParameter.Number(name, @default, 0, maximum, description) with { AlwaysShown = false };

    private sealed class MeteorScorer(double alpha, double beta, double gamma) : ITextScorer
    {
        public double Score(string answer, IReadOnlyList<string> references)
        {
            var best = 0.0;
            for (var i = 0; i < references.Count; i++)
            {
                best = Math.Max(best, Of(TokenPair.Of(answer, references[i], SpacedWords.Lowered)));
            }

            return best;
        }

        private double Of(TokenPair pair)
        {
            var (matches, chunks) = StemAlignment.Of(pair);
            if (matches == 0)
            {
                return 0;
            }

            var precision = (double)matches / pair.Answer.Words.Length;
            var recall = (double)matches / pair.Reference.Words.Length;
            var mean = precision * recall / ((alpha * precision) + ((1 - alpha) * recall));
            return (1 - (gamma * Math.Pow((double)chunks / matches, beta))) * mean;
        }
    }
}

namespace BenchHub.Evaluation.Metrics.Text.Matching;

internal sealed class TokenF1 : ITextMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "token_f1",
        Aliases = ["squad_f1"],
        Input = MetricInput.Text,
        Parameters =
        [
            MetricParameter.Choice(
                "norm", Normalisation.Squad, [Normalisation.Squad, Normalisation.Korquad],
                "whose normalisation is applied to both texts; with korquad characters count instead of words"),
        ],
        Description = "Harmonic mean of the shares of the answer's and of the reference's words that the other has too.",
        Formula = "max over references of 2 P R / (P + R); P = common / words of the answer, R = common / words of the reference, "
            + "common = sum over words of min(count in the answer, count in the reference)",
        Citation = "Rajpurkar et al., SQuAD, EMNLP 2016; Rajpurkar et al., Know what you don't know, ACL 2018; Lim et al., KorQuAD 1.0, 2019",
        Reference = "SQuAD 2.0's evaluate-v2.0.py: with no word in the answer or the reference 1 if neither has one, else 0; references "
            + "without a word count only if all are; norm=korquad: KorQuAD 1.0's script, where no common character is always 0",
        Denominator = "words of the answer for P, of the reference for R; a missing answer counts 0",
    };

    public ITextScorer For(MetricArguments arguments) => new TokenF1Scorer(arguments.Choice("norm"));
}

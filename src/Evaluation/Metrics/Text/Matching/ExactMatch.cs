namespace BenchHub.Evaluation.Metrics.Text.Matching;

internal sealed class ExactMatch : ITextMeasure
{
    private static readonly MetricParameter[] Ignored =
    [
        Hidden(MetricParameter.Flag("ignore_case", false, "whether capitals equal small letters (Python's str.lower)")),
        Hidden(MetricParameter.Flag("ignore_punctuation", false, "whether the 32 ASCII punctuation characters are removed first")),
        Hidden(MetricParameter.Flag("ignore_numbers", false, "whether the digits 0-9 are removed first")),
    ];

    public MetricDefinition Definition { get; } = new()
    {
        Name = "exact_match",
        Aliases = ["em"],
        Input = MetricInput.Text,
        Parameters =
        [
            Hidden(MetricParameter.Choice(
                "norm", "none", ["none", Normalisation.Squad, Normalisation.Korquad], "whose normalisation is applied to both texts")),
            .. Ignored,
        ],
        Description = "1 where the answer equals a reference, otherwise 0. Without a normalisation the texts are compared as they stand, "
            + "white space included; the three flags go with norm=none only.",
        Formula = "max over references of [normalised answer = normalised reference]",
        Citation = "Rajpurkar et al., SQuAD, EMNLP 2016; Rajpurkar et al., Know what you don't know, ACL 2018; Lim et al., KorQuAD 1.0, 2019",
        Reference = "HF evaluate exact_match (texts that the flags empty are equal only if they were before); norm=squad: SQuAD 2.0's "
            + "evaluate-v2.0.py (references that normalise to nothing count only if all do); norm=korquad: KorQuAD 1.0's script",
        Denominator = "none; a missing answer counts 0",
    };

    public ITextScorer For(MetricArguments arguments)
    {
        var flags = Ignored.Select(flag => arguments.Flag(flag.Name)).ToArray();
        return arguments.Choice("norm") is var norm && norm == "none"
            ? new ExactTextScorer(flags[0], flags[1], flags[2])
            : flags.Contains(true)
                ? throw new UnknownMetricException("exact_match", $"The metric 'exact_match' takes ignore_… only with norm=none, not with norm={norm}.")
                : new ExactWordsScorer(norm);
    }

    private static MetricParameter Hidden(MetricParameter parameter) => parameter with { AlwaysShown = false };
}

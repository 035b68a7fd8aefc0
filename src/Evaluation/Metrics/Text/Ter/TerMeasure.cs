namespace BenchHub.Evaluation.Metrics.Text.Ter;

internal sealed class TerMeasure : ITextMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "ter",
        Input = MetricInput.Text,
        Parameters =
        [
            MetricParameter.Flag("normalized", false, "Whether punctuation is set apart from words (in references twice, as sacreBLEU does).") with { AlwaysShown = false },
            MetricParameter.Flag("no_punct", false, "Whether punctuation is taken out.") with { AlwaysShown = false },
            MetricParameter.Flag("asian_support", false,
                "With normalized: Chinese characters are words; with no_punct: Asian punctuation is taken out as well.") with { AlwaysShown = false },
            MetricParameter.Flag("case_sensitive", false, "Whether upper and lower case differ.") with { AlwaysShown = false },
        ],
        Aggregation = MetricAggregation.Pooled,
        Direction = MetricDirection.LowerIsBetter,
        Maximum = double.PositiveInfinity,
        Unit = "edits per 100 words",
        Description = "How many words have to be inserted, deleted, replaced or moved in one piece to make the answer a reference.",
        Formula = "100 * edits to the nearest reference / mean length of the references; moves are found greedily as Tercom does",
        Citation = "Snover et al., A study of translation edit rate with targeted human annotation, AMTA 2006",
        Reference = "sacreBLEU 2.6 TER",
        Denominator = "words of the references (mean over an item's), summed over all items; where that is 0, 100 if the answers have words, else 0; "
            + "a failed answer counts as an empty one",
        MissingValue = 100,
    };

    public ITextScorer For(MetricArguments arguments) => new TerScorer(
        new TerTokenizer(arguments.Flag("normalized"), arguments.Flag("no_punct"), arguments.Flag("asian_support")), !arguments.Flag("case_sensitive"));

    public string Signature(MetricArguments arguments, string references) =>
        $"nrefs:{references}|case:{(arguments.Flag("case_sensitive") ? "mixed" : "lc")}|tok:tercom|norm:{YesNo(arguments.Flag("normalized"))}"
        + $"|punct:{YesNo(!arguments.Flag("no_punct"))}|asian:{YesNo(arguments.Flag("asian_support"))}";

    private static string YesNo(bool flag) => flag ? "yes" : "no";
}

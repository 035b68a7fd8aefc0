namespace BenchHub.Evaluation.Metrics.Text.Chrf;

internal sealed class ChrfMeasure : ITextMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "chrf",
        Input = MetricInput.Text,
        Parameters =
        [
            MetricParameter.Whole("char", 6, 1, 20, "The longest n-gram of characters.") with { AlwaysShown = false },
            MetricParameter.Whole("word", 0, 0, 10, "The longest n-gram of words; 2 makes it chrF++.") with { AlwaysShown = false },
            MetricParameter.Whole("beta", 2, 1, 100, "How many times recall weighs what precision does.") with { AlwaysShown = false },
            MetricParameter.Flag("lowercase", false, "Whether texts are compared in lower case.") with { AlwaysShown = false },
            MetricParameter.Flag("whitespace", false, "Whether white space belongs to the n-grams of characters.") with { AlwaysShown = false },
            MetricParameter.Flag("eps", false, "Whether the orders' F-scores are averaged, as chrF++.py, NLTK and Moses do.") with { AlwaysShown = false },
        ],
        Aggregation = MetricAggregation.Pooled,
        Maximum = 100,
        Unit = "points of 100",
        Description = "F-score of the n-grams of characters, and of words if asked for, that answer and reference share.",
        Formula = "100 * (1 + b²) P R / (b² P + R), P and R the means over the orders of common / answer's and common / reference's n-grams; "
            + "of several references the one with the best value",
        Citation = "Popović, chrF: character n-gram F-score for automatic MT evaluation, WMT 2015; chrF++: words helping character n-grams, WMT 2017",
        Reference = "sacreBLEU 2.6 CHRF",
        Denominator = "n-grams of the answers and of their best references, summed over all items; 0 where no order has n-grams in both; "
            + "a failed answer counts as an empty one",
    };

    public ITextScorer For(MetricArguments arguments) => new ChrfScorer(
        new(arguments.Whole("char"), arguments.Whole("word")),
        new(arguments.Whole("beta"), arguments.Flag("eps")),
        arguments.Flag("lowercase"),
        arguments.Flag("whitespace"));

    public string Signature(MetricArguments arguments, string references) =>
        $"nrefs:{references}|case:{(arguments.Flag("lowercase") ? "lc" : "mixed")}|eff:{(arguments.Flag("eps") ? "no" : "yes")}"
        + $"|nc:{arguments.Choice("char")}|nw:{arguments.Choice("word")}|space:{(arguments.Flag("whitespace") ? "yes" : "no")}";
}

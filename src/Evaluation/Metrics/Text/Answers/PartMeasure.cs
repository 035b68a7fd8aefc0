namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>Whether references stand in the answer, character by character. About O(n + m) each; O(n m) at worst.</summary>
internal sealed class PartMeasure : ITextMeasure
{
    private readonly Func<StringComparison, ITextScorer> _scorer;

    private PartMeasure(string name, string description, string formula, Func<StringComparison, ITextScorer> scorer)
    {
        _scorer = scorer;
        Definition = new()
        {
            Name = name,
            Input = MetricInput.Text,
            Parameters =
            [
                MetricParameter.Flag("ignore_case", false, "whether capitals equal small letters (Unicode's simple mapping)") with { AlwaysShown = false },
            ],
            Description = description + " White space counts; an empty reference stands in every answer.",
            Formula = formula,
            Citation = "none",
            Reference = "Python's in and str.startswith",
            Denominator = "none; a missing answer counts 0",
        };
    }

    public static IEnumerable<IMeasure> All =>
    [
        new PartMeasure(
            "contains", "1 where the answer contains a reference, otherwise 0.", "[some reference is part of the answer]",
            static comparison => Verdict.ByAny((answer, reference) => answer.Contains(reference, comparison))),
        new PartMeasure(
            "contains_all", "1 where the answer contains every reference, otherwise 0.", "[each reference is part of the answer]",
            static comparison => new Verdict((answer, references) => references.All(reference => answer.Contains(reference, comparison)))),
        new PartMeasure(
            "starts_with", "1 where the answer begins with a reference, otherwise 0.", "[the answer begins with some reference]",
            static comparison => Verdict.ByAny((answer, reference) => answer.StartsWith(reference, comparison))),
    ];

    public MetricDefinition Definition { get; }

    public ITextScorer For(MetricArguments arguments) =>
        _scorer(arguments.Flag("ignore_case") ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}

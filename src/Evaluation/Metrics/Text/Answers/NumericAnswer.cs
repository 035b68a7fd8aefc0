using System.Globalization;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

internal sealed class NumericAnswer : ITextMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "numeric_answer",
        Aliases = ["gsm8k"],
        Input = MetricInput.Text,
        Parameters =
        [
            MetricParameter.Choice(
                "extract", "flexible", ["flexible", "strict"], "the last number of the answer, or the one behind the first '#### '"),
            MetricParameter.Choice(
                "compare", "text", ["text", "number"], "whether 18 and 18.0 differ, as in the reference, or are the same number"),
            MetricParameter.Number("tolerance", 0, 0, 1e9, "with compare=number, how far apart they may be") with { AlwaysShown = false },
            MetricParameter.Number("relative", 0, 0, 1, "with compare=number, how far apart as a share of the reference") with { AlwaysShown = false },
        ],
        Description = "1 where the number that the answer ends in is that of a reference, otherwise 0. Commas, dollars, all up to '#### ' and a "
            + "full stop at the end are taken off both; a reference may be a number or a whole GSM8K solution.",
        Formula = "compare=text: [same characters]; compare=number: [|answer - reference| <= max(tolerance, relative |reference|)]",
        Citation = "Cobbe et al., Training verifiers to solve math word problems, 2021",
        Reference = "lm-evaluation-harness gsm8k version 3: strict-match and flexible-extract with exact_match",
        Denominator = "none; an answer without a number and a missing answer count 0",
    };

    public ITextScorer For(MetricArguments arguments)
    {
        Func<string, string?> extract = arguments.Choice("extract") == "strict" ? GsmNumber.Strict : GsmNumber.Flexible;
        Func<string, string, bool> same = arguments.Choice("compare") == "text"
            ? static (answer, reference) => answer == GsmNumber.Clean(reference)
            : Near(arguments.Number("tolerance"), arguments.Number("relative"));
        return Verdict.ByAny((answer, reference) => extract(answer) is { } number && same(GsmNumber.Clean(number), reference));
    }

    private static Func<string, string, bool> Near(double tolerance, double relative) => (answer, reference) =>
    {
        var expected = Number(GsmNumber.Clean(reference))
            ?? throw InvalidReferenceException.Of("numeric_answer", reference, "is no number and has none behind '#### '.");
        return Number(answer) is { } number && Math.Abs(number - expected) <= Math.Max(tolerance, relative * Math.Abs(expected));
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}

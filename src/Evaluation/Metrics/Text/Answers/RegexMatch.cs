using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

internal sealed class RegexMatch : ITextMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "regex_match",
        Input = MetricInput.Text,
        Parameters =
        [
            MetricParameter.Flag("whole", false, "whether the pattern must cover the whole answer") with { AlwaysShown = false },
            MetricParameter.Flag("ignore_case", false, "whether capitals equal small letters") with { AlwaysShown = false },
        ],
        Description = "1 where the answer matches a reference, which is a regular expression, otherwise 0. Patterns run in linear time: "
            + "look-around and back-references are refused.",
        Formula = "[some reference matches somewhere in the answer]",
        Citation = "none",
        Reference = ".NET regular expressions, NonBacktracking; Python's re.search for patterns that both know",
        Denominator = "none; a missing answer counts 0",
    };

    public ITextScorer For(MetricArguments arguments)
    {
        var whole = arguments.Flag("whole");
        var options = arguments.Flag("ignore_case") ? RegexOptions.IgnoreCase : RegexOptions.None;
        return Verdict.ByAny((answer, reference) =>
            BoundedPattern.IsMatch("regex_match", answer, whole ? $@"\A(?:{reference})\z" : reference, options));
    }
}

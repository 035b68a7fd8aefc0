namespace BenchHub.Evaluation.Metrics.Text.Answers;

internal sealed class Gsm8kCorrect : ITextMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "gsm8k_correct",
        Input = MetricInput.Text,
        Description = "1 where the final number of the answer is that of a reference, otherwise 0. It is the number behind the last line that "
            + "begins with '####' or 'A:', commas and a dollar removed; a mark inside a sentence is none.",
        Formula = "[final number of the answer = final number of some reference]",
        Citation = "Cobbe et al., Training verifiers to solve math word problems, 2021",
        Reference = "the flags is_correct of grade-school-math's example_model_solutions.jsonl; a reference may be a number or a whole solution",
        Denominator = "none; an answer without such a line and a missing answer count 0",
    };

    public ITextScorer For(MetricArguments arguments) => Verdict.ByAny(static (answer, reference) =>
    {
        var expected = MarkedNumber.Of(reference) ?? MarkedNumber.Leading(reference)
            ?? throw InvalidReferenceException.Of("gsm8k_correct", reference, "has no number behind '####' or 'A:', nor is it one.");
        return MarkedNumber.Of(answer) == expected;
    });
}

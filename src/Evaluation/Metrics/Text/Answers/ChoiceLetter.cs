namespace BenchHub.Evaluation.Metrics.Text.Answers;

internal sealed class ChoiceLetter : ITextMeasure
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "choice_letter",
        Input = MetricInput.Text,
        Parameters = [MetricParameter.Whole("choices", 5, 2, 26, "how many choices the questions have; labels beyond are not labels")],
        Description = "1 where the choice that the answer names is that of a reference, otherwise 0. The answer's choice is, in this order: the "
            + "answer itself if it is nothing but a label; the last label behind 'answer', '정답' or '답'; a label at the beginning followed by a "
            + "dot, bracket, colon or line end; the last label in brackets or circled. Labels are A-Z, 1-26, ①-⑳ and 가-하; small letters only "
            + "in brackets or alone.",
        Formula = "[choice of the answer = choice of some reference]",
        Citation = "none",
        Reference = "none elsewhere; lm-evaluation-harness' multi_choice_regex finds '(A)' and ': A' likewise, and also the texts of the choices",
        Denominator = "none; an answer that names no choice and a missing answer count 0",
    };

    public ITextScorer For(MetricArguments arguments)
    {
        var choices = arguments.Whole("choices");
        return new Verdict((answer, references) =>
            ChoiceLabel.Of(answer, choices) is { } chosen && references.Any(reference => chosen == Expected(reference, choices)));
    }

    private static int Expected(string reference, int choices) => ChoiceLabel.Whole(reference) is { } index && index < choices
        ? index
        : throw InvalidReferenceException.Of("choice_letter", reference, $"is none of the {choices} choices; write it like A, 1, ① or 가.");
}

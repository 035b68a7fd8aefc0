namespace BenchHub.Evaluation.Metrics.Likelihoods;

/// <summary>Whether the most likely choice is right, after a correction of the likelihoods. O(characters of the choices).</summary>
internal sealed class ChoiceAccuracy(string name, string correction, Func<ChoiceLikelihoods, int, double> corrected) : IItemMeasure<ChoiceLikelihoods>
{
    public static ChoiceAccuracy Plain { get; } = new("acc", "ll", static (question, i) => question.LogLikelihoods[i]);

    public static ChoiceAccuracy PerCharacter { get; } = new(
        "acc_norm", "ll / characters of the choice", static (question, i) => question.LogLikelihoods[i] / TextLengths.CodePoints(question.Choices[i]));

    public static ChoiceAccuracy PerByte { get; } = new(
        "acc_bytes", "ll / UTF-8 bytes of the choice", static (question, i) => question.LogLikelihoods[i] / TextLengths.Utf8Bytes(question.Choices[i]));

    public static ChoiceAccuracy MutualInformation { get; } = new("acc_mutual_info", "ll - ll without the question", Gain);

    public MetricDefinition Definition { get; } = new()
    {
        Name = name,
        Input = MetricInput.ChoiceLikelihoods,
        Description = $"1 if a right choice has the greatest {correction} of its log-likelihood ll, the first of equals counting, else 0.",
        Formula = $"[argmax of ({correction}) is right]",
        Citation = "Brown et al., Language models are few-shot learners, NeurIPS 2020",
        Reference = $"lm-evaluation-harness {name} (characters are Python's code points)",
        Denominator = "All questions; one whose corrected likelihood is 0/0 is refused",
    };

    public Func<ChoiceLikelihoods, double> For(MetricArguments arguments) => Score;

    private double Score(ChoiceLikelihoods question)
    {
        var (best, greatest) = (0, double.NegativeInfinity);
        for (var i = 0; i < question.Choices.Count; i++)
        {
            var value = corrected(question, i);
            if (double.IsNaN(value))
            {
                throw new InvalidItemException(
                    $"{correction} is not a number for choice {i}, '{question.Choices[i]}', whose ll is {question.LogLikelihoods[i]}.");
            }

            (best, greatest) = value > greatest ? (i, value) : (best, greatest);
        }

        return question.Correct.Contains(best) ? 1 : 0;
    }

    private static double Gain(ChoiceLikelihoods question, int choice) => question.Unconditional is { } without
        ? question.LogLikelihoods[choice] - without[choice]
        : throw new InvalidItemException("The likelihoods of the choices without the question are needed.");
}

namespace BenchHub.Evaluation.Metrics.Likelihoods;

/// <summary>How likely a model finds each choice of a question. Valid by construction.</summary>
public sealed record ChoiceLikelihoods
{
    /// <param name="choices">The choices as they were continued, without the blank that sets them off from the question.</param>
    /// <param name="logLikelihoods">Natural logarithm of the probability of each choice after the question; may be -∞.</param>
    /// <param name="correct">Indexes of the right choices.</param>
    /// <param name="unconditional">The same without the question, where <c>acc_mutual_info</c> is wanted.</param>
    /// <exception cref="InvalidItemException">
    /// There is no choice, the lists differ in length, a likelihood is NaN or +∞, or no choice or one that does not exist is right.
    /// </exception>
    public ChoiceLikelihoods(
        IReadOnlyList<string> choices,
        IReadOnlyList<double> logLikelihoods,
        IReadOnlyList<int> correct,
        IReadOnlyList<double>? unconditional = null)
    {
        if (choices.Count == 0)
        {
            throw new InvalidItemException("The question has no choices.");
        }

        Require(choices, logLikelihoods, "log-likelihoods");
        Require(choices, unconditional ?? logLikelihoods, "unconditional log-likelihoods");
        if (correct.Count == 0 || correct.Any(index => index < 0 || index >= choices.Count))
        {
            throw new InvalidItemException(
                $"The right choice must be a number from 0 to {choices.Count - 1}, not {(correct.Count == 0 ? "none" : string.Join(", ", correct))}.");
        }

        (Choices, LogLikelihoods, Correct, Unconditional) = (choices, logLikelihoods, correct, unconditional);
    }

    public IReadOnlyList<string> Choices { get; }

    public IReadOnlyList<double> LogLikelihoods { get; }

    public IReadOnlyList<int> Correct { get; }

    public IReadOnlyList<double>? Unconditional { get; }

    private static void Require(IReadOnlyList<string> choices, IReadOnlyList<double> values, string what)
    {
        if (values.Count != choices.Count)
        {
            throw new InvalidItemException($"There are {choices.Count} choices and {values.Count} {what}.");
        }

        if (values.Any(static value => double.IsNaN(value) || double.IsPositiveInfinity(value)))
        {
            throw new InvalidItemException($"The {what} must be numbers or -Infinity, not {string.Join(", ", values)}.");
        }
    }
}

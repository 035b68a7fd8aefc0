namespace BenchHub.Evaluation.Metrics.Likelihoods;

/// <summary>How likely a model finds a text.</summary>
public sealed record TextLikelihood
{
    /// <param name="text">The text as it was scored.</param>
    /// <param name="logLikelihood">Natural logarithm of its probability, summed over its tokens; may be -∞.</param>
    /// <exception cref="InvalidItemException">The likelihood is NaN or +∞.</exception>
    public TextLikelihood(string text, double logLikelihood)
    {
        if (double.IsNaN(logLikelihood) || double.IsPositiveInfinity(logLikelihood))
        {
            throw new InvalidItemException($"The log-likelihood must be a number or -Infinity, not {logLikelihood}.");
        }

        (Text, LogLikelihood) = (text, logLikelihood);
    }

    public string Text { get; }

    public double LogLikelihood { get; }
}

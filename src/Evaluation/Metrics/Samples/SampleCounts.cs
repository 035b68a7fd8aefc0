namespace BenchHub.Evaluation.Metrics.Samples;

/// <summary>What became of the samples drawn for one problem.</summary>
public sealed record SampleCounts
{
    /// <exception cref="InvalidItemException">A count is negative, or more are correct than were drawn.</exception>
    public SampleCounts(int samples, int correct)
    {
        if (correct < 0 || correct > samples)
        {
            throw new InvalidItemException($"Of {samples} samples there cannot be {correct} correct.");
        }

        (Samples, Correct) = (samples, correct);
    }

    public int Samples { get; }

    public int Correct { get; }
}

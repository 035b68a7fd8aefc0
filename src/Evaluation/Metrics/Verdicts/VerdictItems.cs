namespace BenchHub.Evaluation.Metrics.Verdicts;

/// <summary>One verdict on each statement of an answer or a reference, or on each context in the order of its rank.</summary>
public sealed record StatementVerdicts(IReadOnlyList<bool> Verdicts);

/// <summary>How near the questions that an answer would answer are to the one that was asked.</summary>
public sealed record RelevanceVerdicts
{
    /// <param name="similarities">Cosine of the embeddings of each such question and the real one, from -1 to 1.</param>
    /// <param name="noncommittal">For each of them, whether the answer was found to evade it.</param>
    /// <exception cref="InvalidItemException">The lists differ in length, or a similarity is not a finite number.</exception>
    public RelevanceVerdicts(IReadOnlyList<double> similarities, IReadOnlyList<bool> noncommittal)
    {
        if (similarities.Count != noncommittal.Count)
        {
            throw new InvalidItemException($"There are {similarities.Count} similarities and {noncommittal.Count} verdicts of evasion.");
        }

        if (similarities.Any(static similarity => !double.IsFinite(similarity)))
        {
            throw new InvalidItemException($"Similarities must be finite numbers, not {string.Join(", ", similarities)}.");
        }

        (Similarities, Noncommittal) = (similarities, noncommittal);
    }

    public IReadOnlyList<double> Similarities { get; }

    public IReadOnlyList<bool> Noncommittal { get; }
}

/// <summary>What a judge found in an answer and its reference, statement by statement.</summary>
public sealed record CorrectnessVerdicts
{
    /// <param name="supported">Statements of the answer that the reference supports.</param>
    /// <param name="unsupported">Statements of the answer that it does not.</param>
    /// <param name="absent">Statements of the reference that the answer lacks.</param>
    /// <param name="similarity">Cosine of the embeddings of answer and reference; NaN where it is not known.</param>
    /// <exception cref="InvalidItemException">A count is negative, or the similarity is infinite.</exception>
    public CorrectnessVerdicts(int supported, int unsupported, int absent, double similarity = double.NaN)
    {
        if (supported < 0 || unsupported < 0 || absent < 0 || double.IsInfinity(similarity))
        {
            throw new InvalidItemException(
                $"Counts of statements cannot be negative ({supported}, {unsupported}, {absent}), nor a similarity infinite ({similarity}).");
        }

        (Supported, Unsupported, Absent, Similarity) = (supported, unsupported, absent, similarity);
    }

    public int Supported { get; }

    public int Unsupported { get; }

    public int Absent { get; }

    public double Similarity { get; }
}

/// <summary>Which contexts led an answer to say what.</summary>
public sealed record NoiseVerdicts
{
    /// <param name="correct">For each statement of the answer, whether the reference supports it.</param>
    /// <param name="support">For each statement of the answer, for each context, whether the context supports the statement.</param>
    /// <param name="relevant">For each context, whether it supports a statement of the reference.</param>
    /// <exception cref="InvalidItemException">The lists do not fit together.</exception>
    public NoiseVerdicts(IReadOnlyList<bool> correct, IReadOnlyList<IReadOnlyList<bool>> support, IReadOnlyList<bool> relevant)
    {
        if (support.Count != correct.Count || support.Any(row => row.Count != relevant.Count))
        {
            throw new InvalidItemException(
                $"There must be a verdict for each of {correct.Count} statements in each of {relevant.Count} contexts.");
        }

        (Correct, Support, Relevant) = (correct, support, relevant);
    }

    public IReadOnlyList<bool> Correct { get; }

    public IReadOnlyList<IReadOnlyList<bool>> Support { get; }

    public IReadOnlyList<bool> Relevant { get; }
}

namespace BenchHub.Evaluation.Metrics.Probabilities;

/// <summary>What was predicted of each class, and the class that the item has. Valid by construction.</summary>
/// <remarks>
/// The area metrics of two classes need an order only and take any finite scores; everything else asks for probabilities and says
/// so where it meets a number outside 0 to 1.
/// </remarks>
public sealed record ClassProbabilities
{
    /// <param name="values">One for each class; the same classes for all items.</param>
    /// <param name="actual">Index of the true class.</param>
    /// <exception cref="InvalidItemException">
    /// There are fewer than two classes, a value is not a finite number, or the true class is not among them.
    /// </exception>
    public ClassProbabilities(IReadOnlyList<double> values, int actual)
    {
        if (values.Count < 2)
        {
            throw new InvalidItemException($"There must be a value for each of two or more classes, not {values.Count}.");
        }

        if (values.Any(static value => !double.IsFinite(value)))
        {
            throw new InvalidItemException($"The values of the classes must be finite numbers, not {string.Join(", ", values)}.");
        }

        if (actual < 0 || actual >= values.Count)
        {
            throw new InvalidItemException($"The true class must be a number from 0 to {values.Count - 1}, not {actual}.");
        }

        (Values, Actual) = (values, actual);
    }

    public IReadOnlyList<double> Values { get; }

    public int Actual { get; }

    /// <summary>Of two classes, 1 being the positive one.</summary>
    /// <param name="positive">Probability, or score, of the positive class.</param>
    /// <param name="isPositive">Whether the item has it.</param>
    public static ClassProbabilities Binary(double positive, bool isPositive) => new([1 - positive, positive], isPositive ? 1 : 0);

    /// <exception cref="InvalidItemException">A value is no probability.</exception>
    internal ClassProbabilities Required() => Values.All(static value => value is >= 0 and <= 1)
        ? this
        : throw new InvalidItemException($"Probabilities must be from 0 to 1, not {string.Join(", ", Values)}.");
}

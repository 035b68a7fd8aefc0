namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>
/// Intervals for a mean that hold all together: however often one looks, and whenever one stops, the chance that any of
/// them ever left out the true mean is at most α.
/// </summary>
/// <remarks>
/// Assumes values within the range given, each with the same mean whatever came before it (independent draws will do), or
/// drawn in random order from a finite population. The order must not depend on the values: answers taken as they
/// arrive favour what is quick. Nothing else is assumed, so ties, constants and skew are fine. Not for concurrent use.
/// </remarks>
public interface IConfidenceSequence
{
    /// <summary>Values added.</summary>
    long Count { get; }

    /// <summary>All intervals so far cut together, in the unit of the values. The whole range before the first.</summary>
    /// <remarks>
    /// Never grows. Where values of a finite population come to contradict it (chance at most α), it moves to what they
    /// leave possible.
    /// </remarks>
    Interval Interval { get; }

    /// <summary>Whether the mean cannot be this number, at level 1 - α.</summary>
    bool Excludes(double mean);

    /// <exception cref="ArgumentOutOfRangeException">NaN, or outside of the range. Nothing is changed then.</exception>
    /// <exception cref="InvalidOperationException">The population is used up.</exception>
    void Add(double value);
}

using Orleans.Concurrency;

namespace BenchHub.Comparisons;

/// <summary>Compares stored results. Keeps nothing; the arithmetic runs beside the grain's turn.</summary>
[Alias("benchhub.comparison-grain")]
public interface IComparisonGrain : IGrainWithIntegerKey
{
    /// <exception cref="RefusedException">There is nothing to compare, or the results are not comparable; the message says what differs.</exception>
    [ReadOnly, Alias("compare")]
    Task<Comparison> Compare(CompareSystems query);
}

namespace BenchHub.Comparisons;

/// <summary>Holds stored results against gates. Keeps nothing; the arithmetic runs beside the grain's turn.</summary>
[Alias("benchhub.gate-grain")]
public interface IGateGrain : IGrainWithIntegerKey
{
    /// <exception cref="RefusedException">The gate makes no sense, a result does not exist, or the results cannot be compared; the message says why.</exception>
    [Alias("check")]
    Task<GateReport> Check(CheckGate query);
}

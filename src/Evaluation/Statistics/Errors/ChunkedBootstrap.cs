namespace BenchHub.Evaluation.Statistics.Errors;

/// <summary>
/// <c>bootstrap_stderr</c> of lm-eval, draw by draw: the standard deviation (divisor one less) of a number over resamples,
/// which come in chunks of at most 1,000, chunk i from CPython's <c>random.Random(i)</c>.
/// </summary>
/// <remarks>
/// For equality with numbers that lm-eval reports; <see cref="Resampling.Bootstrap"/> is the one to use otherwise. As
/// there, a remainder of less than a chunk is not drawn (1,500 iterations are 1,000). Python adds compensated from 3.12 on, so the last
/// digits differ between its versions and from ours. Assumes independent items. No items, or a single resample: NaN.
/// O(iterations * n) and as many draws, shared among the cores; the same bits for any number of them.
/// </remarks>
public static class ChunkedBootstrap
{
    private const int Chunk = 1_000;

    /// <param name="items">What is drawn from: scores, or records of any kind.</param>
    /// <param name="statistic">The number of one resample, from items in the order drawn; called from several threads.</param>
    /// <param name="iterations">lm-eval takes 100,000, and 100 for BLEU, chrF and TER.</param>
    /// <param name="cancellation">Seen between chunks.</param>
    public static double StandardError<T>(
        T[] items, Func<ReadOnlySpan<T>, double> statistic, int iterations, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        if (items.Length == 0)
        {
            return double.NaN;
        }

        var size = Math.Min(Chunk, iterations);
        var replicates = new double[iterations / size * size];
        Parallel.For(0, iterations / size, new ParallelOptions { CancellationToken = cancellation }, chunk =>
        {
            var random = new Mt19937((ulong)chunk);
            var drawn = new T[items.Length];
            foreach (ref var replicate in replicates.AsSpan(chunk * size, size))
            {
                random.Choose(items, drawn);
                replicate = statistic(drawn);
            }
        });
        return Moments.StandardDeviation(replicates);
    }
}

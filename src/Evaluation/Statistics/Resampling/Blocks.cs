namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>Runs independent resamples on all cores where there is enough work to pay for it.</summary>
internal static class Blocks
{
    private const long WorthSharing = 1_000_000;

    private const int Size = 64;

    /// <param name="count">How many resamples.</param>
    /// <param name="cost">Additions that one of them takes.</param>
    /// <param name="resample">What to do for each number below <paramref name="count"/>; writes to places of its own only.</param>
    /// <param name="cancellation">Seen between blocks of resamples.</param>
    public static void Run(int count, long cost, Action<int> resample, CancellationToken cancellation)
    {
        var options = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = count * cost < WorthSharing ? 1 : Environment.ProcessorCount,
        };
        Parallel.For(0, (count + Size - 1) / Size, options, block =>
        {
            for (var r = block * Size; r < Math.Min(count, (block + 1) * Size); r++)
            {
                resample(r);
            }
        });
    }
}

using System.Runtime.ExceptionServices;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>Runs independent resamples on all cores where there is enough work to pay for it.</summary>
internal static class Blocks
{
    public const int Size = 64;

    private const long WorthSharing = 1_000_000;

    /// <param name="count">How many resamples.</param>
    /// <param name="cost">Additions that one of them takes.</param>
    /// <param name="block">What to do for a first resample and how many from there; writes to places of its own only.</param>
    /// <param name="cancellation">Seen between blocks of resamples.</param>
    public static void Run(int count, long cost, Action<int, int> block, CancellationToken cancellation)
    {
        var options = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = count * cost < WorthSharing ? 1 : Environment.ProcessorCount,
        };
        Parallel.For(0, (count + Size - 1) / Size, options, b => block(b * Size, Math.Min(Size, count - (b * Size))));
    }

    /// <summary>One value per place, found on all cores. What fails does so with its own exception.</summary>
    public static T[] Each<T>(int count, Func<int, T> of, CancellationToken cancellation)
    {
        var found = new T[count];
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => found[i] = of(i));
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }

        return found;
    }
}

using System.Data.Common;

namespace BenchHub.Storage;

/// <summary>When work that met a lost connection may be done again.</summary>
internal enum Repeats
{
    /// <summary>It used something up, a stream for one.</summary>
    Never = 0,

    /// <summary>While it cannot have been committed: doing it twice would do it twice.</summary>
    BeforeCommit = 1,

    /// <summary>Whether it was committed or not: doing it twice leaves what doing it once leaves.</summary>
    Always = 2,
}

/// <summary>
/// Rides out a database that restarts or moves: what fails for a moment is repeated, for <see cref="StorageOptions.Patience"/> from its first failure on.
/// One that never answered is not waited for: its name may be wrong.
/// </summary>
internal sealed class Repeating(IEngine engine, StorageOptions options, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private volatile bool _hasAnswered;

    /// <param name="work">Each call is a new attempt on a connection of its own.</param>
    /// <param name="mayRepeat">Asked after an attempt that failed for a moment.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<T> Run<T>(Func<Task<T>> work, Func<bool> mayRepeat, CancellationToken cancellation)
    {
        long? failedAt = null;
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause = pause < Longest ? 2 * pause : Longest)
        {
            try
            {
                var done = await work();
                _hasAnswered = true;
                return done;
            }
            catch (DbException full) when (engine.IsFull(full))
            {
                throw new StorageFullException(options.ToString(), full);
            }
            catch (DbException passing) when (_hasAnswered && engine.IsPassing(passing) && mayRepeat() && IsEarly(ref failedAt))
            {
                await Task.Delay(pause, time, cancellation);
            }
            catch (DbException unavailable) when (engine.IsUnavailable(unavailable))
            {
                throw new StorageUnavailableException(options.ToString(), unavailable, engine.Advice(unavailable));
            }
        }
    }

    private bool IsEarly(ref long? failedAt) => time.GetElapsedTime(failedAt ??= time.GetTimestamp()) < options.Patience;
}

using System.Data.Common;
using BenchHub.Jobs;
using BenchHub.Storage;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Repeats a write while storage is full or gone, and says so meanwhile, so that a full disk or a database that is away costs time and no answers.
/// </summary>
internal sealed class StorageWait(RunProgress progress, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The same may succeed later without anybody asking for it anew.</summary>
    public static bool IsWorthIt(Exception fault) => fault is StorageFullException or StorageUnavailableException or DbException { IsTransient: true };

    public async Task<T> Write<T>(Func<Task<T>> write, CancellationToken giveUp)
    {
        for (var waited = false; ; waited = true)
        {
            try
            {
                var written = await write();
                if (waited)
                {
                    progress.Become(BatchTaskStatus.Running, null);
                }

                return written;
            }
            catch (Exception fault) when (IsWorthIt(fault))
            {
                await Pass(fault, giveUp);
            }
        }
    }

    /// <summary>Says what is waited for, and waits a little.</summary>
    public Task Pass(Exception fault, CancellationToken giveUp)
    {
        progress.Become(BatchTaskStatus.Waiting, $"Waiting for {(fault is StorageFullException ? "space" : "the database")}: {fault.Message}");
        return Task.Delay(Pause, time, giveUp);
    }
}

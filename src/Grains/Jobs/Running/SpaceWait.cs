using BenchHub.Jobs;
using BenchHub.Storage;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Repeats a write while storage is full or away, and says so meanwhile, so that this costs time and no answers.</summary>
internal sealed class SpaceWait(RunProgress progress, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

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
            catch (StorageFullException full)
            {
                await Wait($"Waiting for space: {full.Message}", giveUp);
            }
            catch (StorageUnavailableException away)
            {
                await Wait($"Waiting for the database: {away.Message}", giveUp);
            }
        }
    }

    private Task Wait(string why, CancellationToken giveUp)
    {
        progress.Become(BatchTaskStatus.Waiting, why);
        return Task.Delay(Pause, time, giveUp);
    }
}

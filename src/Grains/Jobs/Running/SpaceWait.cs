using BenchHub.Jobs;
using BenchHub.Storage;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Repeats a write while storage is full, and says so meanwhile, so that a full disk costs time and no answers.</summary>
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
                progress.Become(BatchTaskStatus.Waiting, $"Waiting for space: {full.Message}");
                await Task.Delay(Pause, time, giveUp);
            }
        }
    }
}

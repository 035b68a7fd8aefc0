using BenchHub.Jobs;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Tells a service that is down from an item that failed. While it is down one watcher looks again, with growing
/// pauses, and all workers wait for it.
/// </summary>
internal sealed class Outage(Func<CancellationToken, Task<bool>> answers, TimeSpan patience, Action<BatchTaskStatus, string?> tell, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private Task _watch = Task.CompletedTask;

    /// <summary>Waits while an outage lasts.</summary>
    /// <exception cref="RefusedException">It lasts longer than the job's patience.</exception>
    public Task Over(CancellationToken ct) => _watch.IsCompletedSuccessfully ? Task.CompletedTask : _watch.WaitAsync(ct);

    /// <summary>True when the service is down, or was until now; the call is then to be made again.</summary>
    public async Task<bool> Confirm(string reason, CancellationToken ct)
    {
        if (_watch.IsCompleted && await answers(ct))
        {
            return false;
        }

        Task watch;
        lock (_lock)
        {
            _watch = _watch.IsCompletedSuccessfully ? Watch(reason, ct) : _watch;
            watch = _watch;
        }

        await watch.WaitAsync(ct);
        return true;
    }

    private async Task Watch(string reason, CancellationToken ct)
    {
        var since = time.GetUtcNow();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            tell(BatchTaskStatus.Waiting, $"Waiting for the system since {since:HH:mm:ss} UTC: {reason}");
            await Task.Delay(pause, time, ct);
            if (await answers(ct))
            {
                tell(BatchTaskStatus.Running, null);
                return;
            }

            if (time.GetUtcNow() - since > patience)
            {
                throw new RefusedException(
                    Refusal.Unprocessable, $"The system did not answer for {patience.TotalSeconds:0} s: {reason} Retry the job's failed tasks when it is back.");
            }
        }
    }
}

using BenchHub.Jobs;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Tells a service that is down from an item that failed. While it is down one watcher looks again, with growing
/// pauses, and all workers wait for it.
/// </summary>
internal sealed class Outage(
    Func<OutageLook, CancellationToken, Task<bool>> answers, TimeSpan patience, Action<BatchTaskStatus, string?> tell, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private Task _watch = Task.CompletedTask;

    /// <summary>Waits while an outage lasts.</summary>
    /// <exception cref="RefusedException">It lasts longer than the job's patience.</exception>
    public Task Over(CancellationToken ct) => _watch.IsCompletedSuccessfully ? Task.CompletedTask : _watch.WaitAsync(ct);

    /// <summary>True when the service is down, or was until now; the call is then to be made again.</summary>
    /// <param name="reason">Why it may be down.</param>
    /// <param name="look">What shows that it is not.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<bool> Confirm(string reason, OutageLook look, CancellationToken ct)
    {
        if (_watch.IsCompleted && await answers(look, ct))
        {
            return false;
        }

        Task watch;
        lock (_lock)
        {
            _watch = _watch.IsCompletedSuccessfully ? Watch(reason, look, ct) : _watch;
            watch = _watch;
        }

        await watch.WaitAsync(ct);
        return true;
    }

    private async Task Watch(string reason, OutageLook look, CancellationToken ct)
    {
        using var open = Instruments.OutageOpen();
        var (since, began) = (time.GetUtcNow(), time.GetTimestamp());
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            tell(BatchTaskStatus.Waiting, $"Waiting for the system since {since:HH:mm:ss} UTC: {reason}");
            await Task.Delay(pause, time, ct);
            if (await answers(look, ct))
            {
                tell(BatchTaskStatus.Running, null);
                return;
            }

            if (time.GetElapsedTime(began) > patience)
            {
                throw new RefusedException(
                    Refusal.Unprocessable, $"The system did not answer for {patience.TotalSeconds:0} s: {reason} Retry the job's failed tasks when it is back.");
            }
        }
    }
}

/// <summary>How to find out whether a service is there.</summary>
internal enum OutageLook
{
    /// <summary>Its health check, where it could not be reached.</summary>
    Health = 0,

    /// <summary>A test request as well, where it was reached and sent the call away: its health check says nothing then.</summary>
    Request = 1,
}

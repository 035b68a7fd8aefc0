namespace BenchHub.Grains.Jobs;

/// <summary>
/// Lets callers wait for a job to move on. Revisions grow over restarts, since they start at the clock: microseconds
/// since 1970, which JavaScript still counts exactly.
/// </summary>
internal sealed class JobWatch(TimeProvider time)
{
    // A grain call must answer before its own timeout of 30 s.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Revision { get; private set; } = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    public void Move()
    {
        Revision++;
        _moved.TrySetResult();
        _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Returns when the revision is past <paramref name="seen"/>, or when the patience is over.</summary>
    public async Task Past(long seen, TimeSpan patience)
    {
        if (Revision <= seen && patience > TimeSpan.Zero)
        {
            await Task.WhenAny(_moved.Task, Task.Delay(patience < Longest ? patience : Longest, time));
        }
    }
}

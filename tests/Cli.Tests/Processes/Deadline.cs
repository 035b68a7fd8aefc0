namespace BenchHub.Cli.Tests.Processes;

/// <summary>No wait without an end, and no end without a reason.</summary>
internal static class Deadline
{
    /// <summary>Generous: a machine may be busy, and a test that hangs is told apart from a slow one by its message.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<T> Within<T>(this Task<T> task, TimeSpan time, Func<string> otherwise)
    {
        try
        {
            return await task.WaitAsync(time);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"After {time.TotalSeconds:0} s: {otherwise()}", late);
        }
    }

    /// <summary>Looks again and again at something that another process does.</summary>
    public static async Task Until(Func<Task<bool>> happened, TimeSpan time, Func<string> otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await happened())
        {
            if (TimeProvider.System.GetElapsedTime(started) > time)
            {
                throw new TimeoutException($"After {time.TotalSeconds:0} s: {otherwise()}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}

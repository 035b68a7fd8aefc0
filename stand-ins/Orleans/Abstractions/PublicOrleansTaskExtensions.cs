namespace Orleans;

public static class PublicOrleansTaskExtensions
{
    /// <summary>Nobody waits for the task, and a failure of it is not reported as unobserved.</summary>
    public static void Ignore(this Task task) =>
        _ = task.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

namespace BenchHub.Jobs;

/// <summary>One system on one dataset; the key is a <see cref="TaskId"/>. Only its job calls it.</summary>
[Alias("benchhub.batch-task")]
public interface IBatchTaskGrain : IGrainWithStringKey
{
    /// <summary>Opens a new epoch, which fences any older runner, and runs. While one runs here it only answers where it stands.</summary>
    [Alias("start")]
    Task<TaskMoved> Start(StartTask command);

    /// <summary>
    /// Stops the runner, after sealing what came in, and answers where the task stands. When it stops for good
    /// (<see cref="BatchTaskStatus.Cancelled"/>) open calls are given up; else they may end within some seconds.
    /// </summary>
    [Alias("stop")]
    Task<TaskMoved> Stop(BatchTaskStatus next);
}

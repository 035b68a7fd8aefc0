namespace BenchHub.Jobs;

/// <summary>One system on one dataset; the key is a <see cref="TaskId"/>. Only its job calls it.</summary>
[Alias("benchhub.batch-task")]
public interface IBatchTaskGrain : IGrainWithStringKey
{
    /// <summary>Opens a new epoch, which fences any older runner, and runs. While one runs here it changes nothing.</summary>
    [Alias("start")]
    Task Start(StartTask command);

    /// <summary>Stops the runner after sealing what came in, and answers when it has stopped.</summary>
    [Alias("stop")]
    Task Stop(BatchTaskStatus next);

    /// <summary>From this task's runner, and a sign that the task is alive.</summary>
    [Alias("progress")]
    Task Progress(TaskMoved moved);
}

namespace BenchHub.Jobs;

public enum JobStatus
{
    Pending = 0,
    Running = 1,
    Paused = 2,
    Completed = 3,

    /// <summary>At least one task failed; the results of the others stand.</summary>
    Failed = 4,

    Cancelled = 5,
}

public enum BatchTaskStatus
{
    Pending = 0,
    Running = 1,

    /// <summary>The system does not answer; the task looks again instead of scoring zeros.</summary>
    Waiting = 2,

    Completed = 3,
    Failed = 4,
    Cancelled = 5,
}

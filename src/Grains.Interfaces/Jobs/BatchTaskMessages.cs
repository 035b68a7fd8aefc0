namespace BenchHub.Jobs;

/// <summary>Command of a job to its task: run, or go on running, with these settings.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.start-task")]
public sealed record StartTask(
    [property: Id(0)] SubmitJob Job);

/// <summary>Event of a task to its job: where it stands. Only the newest counts; any may be lost but the last.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.task-moved")]
public sealed record TaskMoved(
    [property: Id(0)] int Number,
    [property: Id(1)] int Epoch,
    [property: Id(2)] BatchTaskStatus Status,
    [property: Id(3)] int Done,
    [property: Id(4)] int Failed,
    [property: Id(5)] string? Message,
    [property: Id(6)] DateTimeOffset At);

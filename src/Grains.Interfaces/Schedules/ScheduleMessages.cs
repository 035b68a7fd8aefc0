using System.Collections.Immutable;
using BenchHub.Jobs;

namespace BenchHub.Schedules;

/// <summary>What becomes of runs whose time passed while no silo was there.</summary>
public enum MissedRuns
{
    /// <summary>One run makes up for all of them.</summary>
    Once = 0,

    /// <summary>They are noted and that is all.</summary>
    Skip = 1,

    /// <summary>Each is made up for, one after the other; of more than 24 the latest ones.</summary>
    All = 2,
}

/// <summary>What came of a due instant.</summary>
public enum ScheduleOutcome
{
    /// <summary>Its job was submitted.</summary>
    Submitted = 0,

    /// <summary>The job before it still ran.</summary>
    Skipped = 1,

    /// <summary>Its time passed while no silo was there.</summary>
    Missed = 2,

    /// <summary>The job cannot run as things are now, such as on a dataset that was deleted.</summary>
    Refused = 3,
}

/// <summary>Command: run a job whenever a cron expression says so.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.define-schedule")]
public sealed record DefineSchedule
{
    [Id(0)] public string Name { get; init; } = "";

    /// <summary>Five fields as in crontab(5), or a word such as @daily.</summary>
    [Id(1)] public string Cron { get; init; } = "";

    /// <summary>An IANA name.</summary>
    [Id(2)] public string TimeZone { get; init; } = "UTC";

    [Id(3)] public SubmitJob Job { get; init; } = new();

    /// <summary>The job as its author wrote it, a JSON object; shown, never read here.</summary>
    [Id(4)] public string JobText { get; init; } = "{}";

    /// <summary>Name of the template that the job was taken from; null where there was none.</summary>
    [Id(5)] public string? Template { get; init; }

    [Id(6)] public MissedRuns MissedRuns { get; init; }
}

/// <param name="Due">When it should have begun; of several the last.</param>
/// <param name="At">When this was found out.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Job">Set where one was submitted.</param>
/// <param name="Note">Why no job was submitted, for people.</param>
/// <param name="Count">How many due instants this tells of; more than one only where they were missed.</param>
/// <param name="IsManual">Somebody triggered it.</param>
[GenerateSerializer, Immutable, Alias("benchhub.schedule-run")]
public sealed record ScheduleRun(
    [property: Id(0)] DateTimeOffset Due,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] ScheduleOutcome Outcome,
    [property: Id(3)] JobId? Job = null,
    [property: Id(4)] string? Note = null,
    [property: Id(5)] int Count = 1,
    [property: Id(6)] bool IsManual = false);

/// <summary>
/// A schedule with its cron expression in words and its last runs, at most 20, the newest first. The next runs are in UTC, and
/// none while it is paused; the first lies in the past while nobody looks after the schedule.
/// </summary>
[GenerateSerializer, Immutable, Alias("benchhub.schedule-snapshot")]
public sealed record ScheduleSnapshot(
    [property: Id(0)] ScheduleId Id,
    [property: Id(1)] DefineSchedule Definition,
    [property: Id(2)] string Description,
    [property: Id(3)] bool IsPaused,
    [property: Id(4)] ImmutableArray<DateTimeOffset> NextRuns,
    [property: Id(5)] ImmutableArray<ScheduleRun> Runs,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset UpdatedAt);

/// <summary>What a cron expression would mean.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.schedule-preview")]
public sealed record SchedulePreview(
    [property: Id(0)] string Description,
    [property: Id(1)] ImmutableArray<DateTimeOffset> NextRuns);

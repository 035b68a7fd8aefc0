using System.Collections.Immutable;
using BenchHub.Jobs;
using BenchHub.Schedules;

namespace BenchHub.Grains.Schedules;

/// <summary>What survives a restart. Fields are only ever added, with a safe default.</summary>
internal sealed record ScheduleState
{
    public DefineSchedule? Definition { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>The instant that is run next. Only its job may have been submitted without standing in <see cref="Runs"/>: whoever submits it may have died.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The last one submitted.</summary>
    public JobId? Job { get; init; }

    /// <summary>The newest first.</summary>
    public ImmutableArray<ScheduleRun> Runs { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What a schedule does next about the instants that are due.</summary>
/// <param name="Through">The last of the instants that it is about.</param>
/// <param name="Missed">How many are only noted as missed; 0 where the job of <paramref name="Through"/> is to be submitted.</param>
internal readonly record struct ScheduleStep(DateTimeOffset Through, int Missed);

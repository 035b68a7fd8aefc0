using System.Collections.Immutable;
using BenchHub.Schedules;
using BenchHub.Storage.Schedules;

namespace BenchHub.Grains.Schedules;

/// <summary>Every rule of a schedule's life, as functions from state to state. No clock, no I/O, no Orleans.</summary>
internal static class ScheduleTransitions
{
    public const int MostMadeUp = 24;
    private const int MostRuns = 20;
    private const int ShownNext = 5;
    private const int LongestName = 200;

    /// <summary>A run that begins no later than this after its time is not missed: a cluster takes a minute to find another silo for it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    public static ScheduleState Create(this ScheduleState schedule, DefineSchedule command, DateTimeOffset now) => schedule.Definition switch
    {
        null => new() { Definition = Named(command), Due = Next(command, now), CreatedAt = now, UpdatedAt = now },
        var earlier when StateJson.Same(earlier, command) => schedule,
        _ => throw new RefusedException(Refusal.Conflict, "This idempotency key names a different schedule already; use another key.", "Idempotency-Key"),
    };

    /// <summary>What is due stays due unless the clock is read otherwise from now on.</summary>
    public static ScheduleState Change(this ScheduleState schedule, DefineSchedule command, DateTimeOffset now)
    {
        var known = schedule.Live();
        return StateJson.Same(known, command) ? schedule : schedule with
        {
            Definition = Named(command),
            Due = schedule.IsPaused ? null : (known.Cron, known.TimeZone) == (command.Cron, command.TimeZone) ? schedule.Due : Next(command, now),
            UpdatedAt = now,
        };
    }

    public static ScheduleState Pause(this ScheduleState schedule, DateTimeOffset now) =>
        schedule.Live() is not null && schedule.IsPaused ? schedule : schedule with { IsPaused = true, Due = null, UpdatedAt = now };

    public static ScheduleState Resume(this ScheduleState schedule, DateTimeOffset now) => schedule.Live() is { } definition && schedule.IsPaused
        ? schedule with { IsPaused = false, Due = Next(definition, now), UpdatedAt = now }
        : schedule;

    /// <summary>
    /// The next step, or null when nothing is due. Missed instants are noted before one is run, so that what is run is
    /// always <see cref="ScheduleState.Due"/>.
    /// </summary>
    public static ScheduleStep? Look(this ScheduleState schedule, DateTimeOffset now)
    {
        if (schedule.Due is not { } due || due > now)
        {
            return null;
        }

        var policy = schedule.Live().MissedRuns;
        var kept = new Queue<DateTimeOffset>();
        var (count, dropped) = (0, due);
        foreach (var instant in schedule.Definition!.Timetable().After(due).Prepend(due).TakeWhile(instant => instant <= now))
        {
            count++;
            kept.Enqueue(instant);
            if (kept.Count > (policy is MissedRuns.All ? MostMadeUp : 1))
            {
                dropped = kept.Dequeue();
            }
        }

        if (policy is MissedRuns.Skip && now - kept.Peek() > Grace)
        {
            return new(kept.Peek(), count);
        }

        return count > kept.Count ? new(dropped, count - kept.Count) : new(due, Missed: 0);
    }

    /// <summary>Notes what came of what was due, and goes on to what comes after it.</summary>
    public static ScheduleState Record(this ScheduleState schedule, ScheduleRun run) => schedule with
    {
        Job = run.Job ?? schedule.Job,
        Runs = [run, .. schedule.Runs.Take(MostRuns - 1)],
        Due = run.IsManual || schedule.IsPaused ? schedule.Due : Next(schedule.Live(), run.Due),
    };

    public static ScheduleRun Missed(this ScheduleState schedule, ScheduleStep step, DateTimeOffset now) => new(
        step.Through, now, ScheduleOutcome.Missed, Count: step.Missed, Note: schedule.Live().MissedRuns switch
        {
            MissedRuns.Once => "The hub was away; a later run makes up for this.",
            MissedRuns.All => $"More than {MostMadeUp} runs waited; the latest of them are made up for.",
            _ => "The hub was away.",
        });

    /// <exception cref="RefusedException">There is no schedule.</exception>
    public static DefineSchedule Live(this ScheduleState schedule) =>
        schedule.Definition ?? throw new RefusedException(Refusal.NotFound, "No schedule exists under this id.");

    public static Timetable Timetable(this DefineSchedule definition) => Schedules.Timetable.Parse(definition.Cron, definition.TimeZone);

    public static ImmutableArray<DateTimeOffset> Upcoming(this Timetable timetable, DateTimeOffset after) => [.. timetable.After(after).Take(ShownNext)];

    public static ScheduleSnapshot Snapshot(this ScheduleState schedule, ScheduleId id)
    {
        var timetable = schedule.Live().Timetable();
        return new(
            id, schedule.Definition!, timetable.Cron.Describe(), schedule.IsPaused,
            schedule.Due is { } due ? [.. timetable.After(due).Prepend(due).Take(ShownNext)] : [], schedule.Runs, schedule.CreatedAt, schedule.UpdatedAt);
    }

    public static ScheduleRow Row(this ScheduleState schedule, ScheduleId id) => new(
        id.Value, schedule.Live().Name, schedule.IsPaused ? "paused" : "active", StateJson.Of(schedule.Snapshot(id)), schedule.CreatedAt, schedule.UpdatedAt);

    private static DateTimeOffset? Next(DefineSchedule definition, DateTimeOffset after) =>
        definition.Timetable().After(after).Select(static instant => (DateTimeOffset?)instant).FirstOrDefault();

    private static DefineSchedule Named(DefineSchedule command) => string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > LongestName
        ? throw new RefusedException(Refusal.Invalid, $"Give the schedule a name of 1 to {LongestName} characters.", "name")
        : command;
}

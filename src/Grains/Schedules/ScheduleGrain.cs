using BenchHub.Jobs;
using BenchHub.Schedules;
using BenchHub.Storage;
using BenchHub.Storage.Schedules;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Schedules;

/// <summary>
/// A timer for the second, a reminder for the case that the timer's silo is gone. A job is submitted under the id of its
/// instant before the state says so: a crash between the two repeats the submission, which changes nothing.
/// </summary>
internal sealed partial class ScheduleGrain(
    [PersistentState("schedule", StorageNames.Grains)] IPersistentState<ScheduleState> schedule,
    ScheduledJobs jobs,
    ScheduleCatalog catalog,
    TimeProvider time,
    ILogger<ScheduleGrain> logger) : Grain, IScheduleGrain, IRemindable
{
    private const string WakeReminder = "due";
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private IGrainTimer? _timer;

    private ScheduleId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (schedule.State.Definition is not null)
        {
            // A crash between state and projection heals here.
            await catalog.Put(schedule.State.Row(Id), cancellationToken);
            Arm();
        }
    }

    public Task<ScheduleSnapshot?> Get() => Task.FromResult(schedule.State.Definition is null ? null : schedule.State.Snapshot(Id));

    public Task<ScheduleSnapshot> Create(DefineSchedule command) => Define(schedule.State.Create(command, time.GetUtcNow()));

    public Task<ScheduleSnapshot> Change(DefineSchedule command) => Define(schedule.State.Change(command, time.GetUtcNow()));

    public Task<ScheduleSnapshot> Pause() => Move(schedule.State.Pause(time.GetUtcNow()));

    public Task<ScheduleSnapshot> Resume() => Move(schedule.State.Resume(time.GetUtcNow()));

    public async Task<ScheduleSnapshot> Trigger(JobId job)
    {
        var command = schedule.State.Live().Job;
        if (!schedule.State.Runs.Any(run => run.Job == job))
        {
            if (await jobs.IsRunning(schedule.State.Job))
            {
                throw new RefusedException(Refusal.Conflict, $"The schedule's job {schedule.State.Job} still runs; cancel it or wait for its end.");
            }

            var now = time.GetUtcNow();
            await jobs.Submit(job, command);
            await Record(new(now, now, ScheduleOutcome.Submitted, job, IsManual: true));
        }

        return schedule.State.Snapshot(Id);
    }

    public async Task Remove()
    {
        // The row first: what is left after a crash is a state that nobody wakes.
        await catalog.Delete(Id.Value);
        _timer?.Dispose();
        _timer = null;
        await Remind(false);
        await schedule.ClearStateAsync();
        DeactivateOnIdle();
    }

    public async Task Wake()
    {
        if (schedule.State.Definition is null)
        {
            // A creation that broke off after it took the name.
            await catalog.Delete(Id.Value);
            return;
        }

        await Remind(!schedule.State.IsPaused);
        await Pursue();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => schedule.State.Definition is null ? Remind(false) : Pursue();

    private async Task<ScheduleSnapshot> Define(ScheduleState next)
    {
        if (!ReferenceEquals(next, schedule.State))
        {
            await jobs.Check(next.Definition!.Job);
            await TakeName(next);
        }

        return await Move(next);
    }

    /// <summary>The name is taken in the projection, where it is unique, before the state says so.</summary>
    private async Task TakeName(ScheduleState next)
    {
        try
        {
            await catalog.Put(next.Row(Id));
        }
        catch (NameTakenException)
        {
            throw new RefusedException(Refusal.Conflict, $"Another schedule has the name '{next.Definition!.Name}'; choose another or remove that one.", "name");
        }
    }

    private async Task<ScheduleSnapshot> Move(ScheduleState next)
    {
        await schedule.Advance(next);
        await catalog.Put(schedule.State.Row(Id));
        await Remind(!schedule.State.IsPaused);
        Arm();
        return schedule.State.Snapshot(Id);
    }

    /// <summary>Takes one step after the other until nothing is due, or the former job has to end first.</summary>
    private async Task Pursue()
    {
        while (schedule.State.Look(time.GetUtcNow()) is { } step)
        {
            if (await jobs.Take(Id, schedule.State, step, time.GetUtcNow()) is not { } run)
            {
                Arm(LookAgain);
                return;
            }

            await Record(run);
        }

        Arm();
    }

    private async Task Record(ScheduleRun run)
    {
        await schedule.Advance(schedule.State.Record(run));
        Instruments.Due(StateJson.Word(run.Outcome), run.Count);
        LogRun(Id, schedule.State.Definition!.Name, run.Due, run.Outcome, run.Job?.Value, run.Note);
        await catalog.Put(schedule.State.Row(Id));
    }

    private async Task Look()
    {
        try
        {
            await Pursue();
        }
        catch (Exception fault) when (fault.MayPass)
        {
            LogTryingAgain(fault, Id, schedule.State.Due, LookAgain.TotalSeconds);
        }
    }

    /// <summary>Looks when the next instant is due, and every few seconds after it as long as it still is.</summary>
    private void Arm(TimeSpan least = default)
    {
        if (schedule.State.Due is not { } due)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        _timer ??= this.RegisterGrainTimer(Look, new() { DueTime = LongestSleep, Period = LookAgain, KeepAlive = true });
        var wait = due - time.GetUtcNow();
        _timer.Change(wait < least ? least : wait > LongestSleep ? LongestSleep : wait, LookAgain);
    }

    /// <summary>Embedded, reminders end with the process; waking sets them again.</summary>
    private async Task Remind(bool wanted)
    {
        var reminder = await this.GetReminder(WakeReminder);
        if (wanted && reminder is null)
        {
            await this.RegisterOrUpdateReminder(WakeReminder, RemindEvery, RemindEvery);
        }
        else if (!wanted && reminder is not null)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}

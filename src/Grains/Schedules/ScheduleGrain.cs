using BenchHub.Jobs;
using BenchHub.Schedules;
using BenchHub.Storage.Schedules;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Schedules;

/// <summary>
/// A job is submitted under the id of its instant before the state says so: a crash between the two repeats the submission,
/// which changes nothing.
/// </summary>
internal sealed partial class ScheduleGrain(
    [PersistentState("schedule", StorageNames.Grains)] IPersistentState<ScheduleState> schedule,
    ScheduledJobs jobs,
    ScheduleCatalog catalog,
    TimeProvider time,
    ILogger<ScheduleGrain> logger) : Grain, IScheduleGrain, IRemindable
{
    private ScheduleAlarm? _alarm;

    private ScheduleId Id => new(this.GetPrimaryKeyString());

    private ScheduleAlarm Alarm => _alarm ??= new(this, time, Look);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (schedule.State.Definition is not null)
        {
            // A crash between state and projection heals here.
            await catalog.Put(schedule.State.Row(Id), cancellationToken);
            Alarm.Set(schedule.State.Due);
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
        Alarm.Set(null);
        await Alarm.Remind(false);
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

        await Alarm.Remind(!schedule.State.IsPaused);
        await Pursue();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => schedule.State.Definition is null ? Alarm.Remind(false) : Pursue();

    private async Task<ScheduleSnapshot> Define(ScheduleState next)
    {
        if (!ReferenceEquals(next, schedule.State))
        {
            await jobs.Check(next.Definition!.Job);
            await catalog.Take(next.Row(Id));
        }

        return await Move(next);
    }

    private async Task<ScheduleSnapshot> Move(ScheduleState next)
    {
        await schedule.Advance(next);
        await catalog.Put(schedule.State.Row(Id));
        await Alarm.Remind(!schedule.State.IsPaused);
        Alarm.Set(schedule.State.Due);
        return schedule.State.Snapshot(Id);
    }

    /// <summary>Takes one step after the other until nothing is due, or the former job has to end first.</summary>
    private async Task Pursue()
    {
        while (schedule.State.Look(time.GetUtcNow()) is { } step)
        {
            if (await jobs.Take(Id, schedule.State, step, time.GetUtcNow()) is not { } run)
            {
                Alarm.SetAgain();
                return;
            }

            await Record(run);
        }

        Alarm.Set(schedule.State.Due);
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
            LogTryingAgain(fault, Id, schedule.State.Due, ScheduleAlarm.LookAgain.TotalSeconds);
        }
    }
}

using BenchHub.Grains.Jobs;
using BenchHub.Jobs;
using BenchHub.Judges;
using BenchHub.Schedules;
using BenchHub.Storage.Judges;
using BenchHub.Systems;

namespace BenchHub.Grains.Schedules;

/// <summary>The jobs of schedules: which id each has, whether it runs, and how it is submitted.</summary>
internal sealed class ScheduledJobs(IGrainFactory grains, JobPlanner planner, JudgeCatalog judges)
{
    /// <summary>The same for the same instant, so that whoever repeats a submission names the same job.</summary>
    public static JobId Id(ScheduleId schedule, DateTimeOffset due) => new(SortableId.FromSeed(JobId.Prefix, $"{schedule}@{due.UtcTicks}"));

    /// <exception cref="RefusedException">The job could not run now.</exception>
    public async Task Check(SubmitJob command) => await planner.Plan(new("job_"), await Now(command));

    public async Task<bool> Exists(JobId id) => await grains.Job(id).Get() is not null;

    public async Task<bool> IsRunning(JobId? id) => id is { } known && await grains.Job(known).Get() is { } job && !job.Status.IsFinal();

    /// <summary>Runs what is due, unless something is in its way.</summary>
    /// <returns>What came of it; null while it waits for the former job.</returns>
    public async Task<ScheduleRun?> Take(ScheduleId schedule, ScheduleState state, ScheduleStep step, DateTimeOffset now)
    {
        var due = state.Due!.Value;
        var id = Id(schedule, due);
        if (await Exists(id))
        {
            return new(due, now, ScheduleOutcome.Submitted, id);
        }

        if (step.Missed > 0)
        {
            return state.Missed(step, now);
        }

        if (await IsRunning(state.Job))
        {
            return state.Definition!.MissedRuns is MissedRuns.All
                ? null
                : new(due, now, ScheduleOutcome.Skipped, Note: $"Its job {state.Job} still ran.");
        }

        try
        {
            await Submit(id, state.Definition!.Job);
            return new(due, now, ScheduleOutcome.Submitted, id);
        }
        catch (RefusedException refused)
        {
            return new(due, now, ScheduleOutcome.Refused, Note: refused.Message);
        }
    }

    /// <summary>Does nothing where the job exists already, whatever its command was then.</summary>
    /// <exception cref="RefusedException">The job cannot run.</exception>
    public async Task Submit(JobId id, SubmitJob command)
    {
        if (await Exists(id))
        {
            return;
        }

        try
        {
            await grains.Job(id).Submit(await Now(command));
        }
        catch (RefusedException)
        {
            // A lost silo's activation of the same schedule may have been faster, with the judges of a moment before.
            if (!await Exists(id))
            {
                throw;
            }
        }
    }

    /// <summary>Judges in the version that holds now, as a job of this moment would name them.</summary>
    private async Task<SubmitJob> Now(SubmitJob command)
    {
        var now = new List<string>(command.Judges.Length);
        foreach (var judge in command.Judges)
        {
            now.Add(await Now(JudgeRef.Parse(judge)));
        }

        return command with { Judges = [.. now] };
    }

    private async Task<string> Now(JudgeRef judge)
    {
        var row = await judges.Find(judge.Name)
            ?? throw new RefusedException(Refusal.NotFound, $"The judge '{judge.Name}' was removed.", "judges");
        return await grains.System(new(row.SystemId)).Get() is { Status: SystemStatus.Active } system
            ? new JudgeRef(row.Name, row.Version, system.Revision).ToString()
            : throw new RefusedException(Refusal.Conflict, $"The system of the judge '{judge.Name}' was removed.", "judges");
    }
}

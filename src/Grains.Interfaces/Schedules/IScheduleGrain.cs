using BenchHub.Jobs;
using Orleans.Concurrency;

namespace BenchHub.Schedules;

/// <summary>Jobs by the clock; the key is a <see cref="ScheduleId"/>. Each due instant has one job id, so that its job is submitted once.</summary>
[Alias("benchhub.schedule")]
public interface IScheduleGrain : IGrainWithStringKey
{
    /// <returns>The schedule, or null when there is none under this id.</returns>
    [ReadOnly, Alias("get")]
    Task<ScheduleSnapshot?> Get();

    /// <summary>Checks the job as if it began now, and waits for the first due instant. Repeating the same command changes nothing.</summary>
    /// <exception cref="RefusedException">The cron expression or the zone cannot be read, the job cannot run, or the name is taken.</exception>
    [Alias("create")]
    Task<ScheduleSnapshot> Create(DefineSchedule command);

    /// <summary>Replaces what is said of the schedule; its history stays.</summary>
    /// <exception cref="RefusedException">As <see cref="Create"/>.</exception>
    [Alias("change")]
    Task<ScheduleSnapshot> Change(DefineSchedule command);

    /// <summary>Nothing is due until it is resumed. Repeating it changes nothing.</summary>
    [Alias("pause")]
    Task<ScheduleSnapshot> Pause();

    /// <summary>Goes on with the next instant from now; those that passed meanwhile are not missed.</summary>
    [Alias("resume")]
    Task<ScheduleSnapshot> Resume();

    /// <summary>Submits the job now, whether paused or not. Repeating it with the same id changes nothing.</summary>
    /// <exception cref="RefusedException">The job cannot run, or the former one still does.</exception>
    [Alias("trigger")]
    Task<ScheduleSnapshot> Trigger(JobId job);

    /// <summary>Ends the schedule; its jobs stay.</summary>
    [Alias("remove")]
    Task Remove();

    /// <summary>Looks whether something is due. Repeating it changes nothing.</summary>
    [Alias("wake")]
    Task Wake();
}

/// <summary>Tells what a cron expression means. Keeps nothing.</summary>
[Alias("benchhub.schedule-probe")]
public interface IScheduleProbeGrain : IGrainWithIntegerKey
{
    /// <exception cref="RefusedException">The expression or the zone cannot be read.</exception>
    [Alias("preview")]
    Task<SchedulePreview> Preview(string cron, string timeZone);
}

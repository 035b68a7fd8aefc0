using BenchHub.Schedules;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Schedules;

internal sealed partial class ScheduleGrain
{
    [LoggerMessage(LogLevel.Information, "Schedule {ScheduleId} '{Name}': what was due at {Due:u} is {Outcome} (job {Job}) {Note}")]
    private partial void LogRun(ScheduleId scheduleId, string name, DateTimeOffset due, ScheduleOutcome outcome, string? job, string? note);

    [LoggerMessage(LogLevel.Warning, "Schedule {ScheduleId} could not submit what was due at {Due:u}; trying again in {Seconds} s")]
    private partial void LogTryingAgain(Exception fault, ScheduleId scheduleId, DateTimeOffset? due, double seconds);
}

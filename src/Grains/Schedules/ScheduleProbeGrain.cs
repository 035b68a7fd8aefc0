using BenchHub.Schedules;
using Orleans.Concurrency;

namespace BenchHub.Grains.Schedules;

[StatelessWorker]
internal sealed class ScheduleProbeGrain(TimeProvider time) : Grain, IScheduleProbeGrain
{
    public Task<SchedulePreview> Preview(string cron, string timeZone)
    {
        var timetable = Timetable.Parse(cron, timeZone);
        return Task.FromResult(new SchedulePreview(timetable.Cron.Describe(), timetable.Upcoming(time.GetUtcNow())));
    }
}

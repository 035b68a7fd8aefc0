using BenchHub.Jobs;
using BenchHub.Schedules;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Schedules;

namespace BenchHub.Api.Schedules;

/// <summary>A schedule from its grain, with how its jobs stand from SQL.</summary>
internal sealed class ScheduleView(IGrainFactory grains, ScheduleCatalog schedules, JobCatalog jobs)
{
    /// <exception cref="RefusedException">Neither an id nor a name of a schedule.</exception>
    public async Task<IScheduleGrain> Find(string idOrName, CancellationToken ct) =>
        await schedules.Find(idOrName.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), ct) is { } row ? grains.Schedule(new(row.Id)) : throw Unknown(idOrName);

    /// <inheritdoc cref="Find"/>
    public async Task<ScheduleAnswer> Get(string idOrName, CancellationToken ct) =>
        await Show(await (await Find(idOrName, ct)).Get() ?? throw Unknown(idOrName), ct);

    public async Task<ScheduleAnswer> Show(ScheduleSnapshot schedule, CancellationToken ct)
    {
        var statuses = new Dictionary<string, JobStatus>();
        foreach (var id in schedule.Runs.Where(static run => run.Job is not null).Select(static run => run.Job!.Value.Value))
        {
            if (await jobs.Find(id, ct) is { } job)
            {
                statuses[id] = Enum.Parse<JobStatus>(job.Status, ignoreCase: true);
            }
        }

        return ScheduleAnswer.Of(schedule, statuses);
    }

    private static RefusedException Unknown(string id) => new(Refusal.NotFound, $"Schedule '{id}' does not exist; GET /api/v1/schedules lists those that do.", "id");
}

using BenchHub.Grains.Jobs;
using BenchHub.Jobs;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>Tells people in the app that a job has ended by itself; one that somebody cancelled is no news.</summary>
internal sealed class JobNotices(Notifications notifications, TimeProvider time)
{
    // Of an old job that is looked at again, the notice may be pruned; that it ended is no news then.
    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>Safe to repeat: one notice for each end of a job.</summary>
    public Task Ended(JobId id, JobState job) => job is { Status: JobStatus.Completed or JobStatus.Failed, FinishedAt: { } at, Command: { } command } && time.GetUtcNow() - at < News
        ? notifications.Add(new(
            SortableId.FromSeed("ntf_", $"{id}/{at.UtcTicks}"), "jobFinished",
            $"{(command.Name.Length > 0 ? $"Job '{command.Name}'" : $"Job {id}")} {(job.Status is JobStatus.Completed ? "is done" : "failed")}",
            job.Error ?? $"{command.Systems.Length} system(s) on {command.Datasets.Length} dataset(s).", $"/jobs/{id}", at, IsRead: false))
        : Task.CompletedTask;
}

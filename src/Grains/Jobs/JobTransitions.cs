using System.Collections.Immutable;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs;

/// <summary>Every rule of a job's life, as functions from state to state. No clock, no I/O, no Orleans.</summary>
internal static class JobTransitions
{
    public static JobState Submit(this JobState job, SubmitJob command, DateTimeOffset now) => job.Command switch
    {
        null => new JobState { Command = command, Status = JobStatus.Running, CreatedAt = now, StartedAt = now },
        var earlier when StateJson.Same(earlier, command) => job,
        _ => throw new RefusedException(
            Refusal.Conflict, "This idempotency key names a different job already; use another key.", "Idempotency-Key"),
    };

    public static JobState Pause(this JobState job) => job.Live().Status switch
    {
        JobStatus.Paused => job,
        JobStatus.Running or JobStatus.Pending => job with { Status = JobStatus.Paused },
        var over => throw Over(over, "paused"),
    };

    public static JobState Resume(this JobState job) => job.Live().Status switch
    {
        JobStatus.Running or JobStatus.Pending => job,
        JobStatus.Paused => job with { Status = JobStatus.Running },
        var over => throw Over(over, "resumed"),
    };

    public static JobState Cancel(this JobState job, DateTimeOffset now) => job.Live().Status switch
    {
        JobStatus.Cancelled => job,
        JobStatus.Completed or JobStatus.Failed => throw Over(job.Status, "cancelled"),
        _ => job with { Status = JobStatus.Cancelled, FinishedAt = now },
    };

    public static JobState RetryFailed(this JobState job) => job.Live().Status switch
    {
        JobStatus.Failed => job with { Status = JobStatus.Running, Error = null, FinishedAt = null },
        var other => throw new RefusedException(Refusal.Conflict, $"The job is {Word(other)}; only a failed job has failed tasks to retry."),
    };

    /// <summary>A running job is over when its last task is.</summary>
    public static JobState Settle(this JobState job, IReadOnlyCollection<TaskSnapshot> tasks, DateTimeOffset now)
    {
        if (job.Status is not JobStatus.Running || !tasks.All(static task => task.Status.IsFinal()))
        {
            return job;
        }

        var failed = tasks.Where(static task => task.Status is not BatchTaskStatus.Completed).ToList();
        return failed.Count == 0
            ? job with { Status = JobStatus.Completed, FinishedAt = now }
            : job with { Status = JobStatus.Failed, FinishedAt = now, Error = Explain(failed, tasks.Count) };
    }

    public static bool IsFinal(this JobStatus status) =>
        status is JobStatus.Completed or JobStatus.Failed or JobStatus.Cancelled;

    public static bool IsFinal(this BatchTaskStatus status) =>
        status is BatchTaskStatus.Completed or BatchTaskStatus.Failed or BatchTaskStatus.Cancelled;

    public static JobSnapshot Snapshot(
        this JobState job, JobId id, ImmutableArray<TaskSnapshot> tasks, TimeSpan? eta, long revision) => new(
        id, job.Command!, job.Status, tasks, job.Error, job.CreatedAt, job.StartedAt, job.FinishedAt,
        job.Status is JobStatus.Running ? eta : null, revision);

    public static JobRow Row(this JobState job, JobId id) => new(
        id.Value, job.Command!.Name, Word(job.Status), StateJson.Of(job.Command), job.Error, job.CreatedAt, job.StartedAt, job.FinishedAt);

    public static string Word(this JobStatus status) => status.ToString().ToLowerInvariant();

    public static string Word(this BatchTaskStatus status) => status.ToString().ToLowerInvariant();

    private static string Explain(List<TaskSnapshot> failed, int all)
    {
        var first = failed[0];
        return $"{failed.Count} of {all} tasks failed; the first is '{first.SystemName}' on '{first.DatasetName}': {first.Message}";
    }

    private static JobState Live(this JobState job) =>
        job.Command is null ? throw new RefusedException(Refusal.NotFound, "No job was submitted under this id.") : job;

    private static RefusedException Over(JobStatus status, string verb) =>
        new(Refusal.Conflict, $"The job is {Word(status)} and cannot be {verb}.");
}

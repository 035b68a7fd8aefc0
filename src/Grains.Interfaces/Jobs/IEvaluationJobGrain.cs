using Orleans.Concurrency;

namespace BenchHub.Jobs;

/// <summary>One evaluation job: systems x datasets; the key is a <see cref="JobId"/>.</summary>
[Alias("benchhub.evaluation-job")]
public interface IEvaluationJobGrain : IGrainWithStringKey
{
    /// <returns>The job, or null when nothing was submitted under this id.</returns>
    [ReadOnly, Alias("get")]
    Task<JobSnapshot?> Get();

    /// <summary>Plans the tasks, keeps the plan, and starts. Repeating the same command changes nothing.</summary>
    /// <exception cref="RefusedException">The command names something that does not exist, or differs from an earlier one under this id.</exception>
    [Alias("submit")]
    Task<JobSnapshot> Submit(SubmitJob command);

    /// <summary>Answers when the job has moved past <paramref name="revision"/>, or after <paramref name="patience"/> (20 s at most).</summary>
    [AlwaysInterleave, ReadOnly, Alias("wait-for-change")]
    Task<JobSnapshot?> WaitForChange(long revision, TimeSpan patience);

    /// <summary>Lets open calls end, seals what they brought and stops. Repeating it changes nothing.</summary>
    [Alias("pause")]
    Task<JobSnapshot> Pause();

    [Alias("resume")]
    Task<JobSnapshot> Resume();

    [Alias("cancel")]
    Task<JobSnapshot> Cancel();

    /// <summary>Runs the failed tasks again from where they failed.</summary>
    /// <exception cref="RefusedException">No task failed.</exception>
    [Alias("retry-failed")]
    Task<JobSnapshot> RetryFailed();

    /// <summary>
    /// From a task of this job. Late and repeated reports change nothing. Interleaves, since a task that the job is
    /// just stopping reports before it answers.
    /// </summary>
    [AlwaysInterleave, Alias("record")]
    Task Record(TaskMoved moved);

    /// <summary>Goes on with an unfinished job after its silo was lost. Repeating it changes nothing.</summary>
    [Alias("wake")]
    Task Wake();
}

using BenchHub.Api.Costs;
using BenchHub.Api.Results;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Api.Jobs;

/// <summary>A job from its grain, with the results of its completed tasks from SQL.</summary>
internal sealed class JobView(IGrainFactory grains, JobCatalog jobs, ResultCatalog results, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <exception cref="RefusedException">There is no such job.</exception>
    public async Task<JobAnswer> Get(string id) => await Show(await grains.Job(new(id)).Get() ?? throw Unknown(id));

    /// <summary>Answers when the job has moved past the revision, or when the wait is over.</summary>
    /// <exception cref="RefusedException">There is no such job.</exception>
    public async Task<JobAnswer> After(string id, long revision, TimeSpan wait, CancellationToken ct) =>
        await Show(await Wait(id, revision, wait, ct));

    /// <inheritdoc cref="After"/>
    public async Task<JobSnapshot> Wait(string id, long revision, TimeSpan wait, CancellationToken ct)
    {
        // A hub that stops does not wait for those who wait for a job.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        return await grains.Job(new(id)).WaitForChange(revision, wait < LongestWait ? wait : LongestWait).WaitAsync(ended.Token) ?? throw Unknown(id);
    }

    public async Task<JobAnswer> Show(JobSnapshot job)
    {
        var completed = job.Tasks.Where(static task => task.Status is BatchTaskStatus.Completed).ToList();
        var metrics = (await results.Metrics([.. completed.Select(static task => task.ResultId.Value)])).ToLookup(static row => row.ResultId);
        var stopping = job.Command.EarlyStop is null ? null : JobStoppingAnswer.Of(await Rows(completed));
        return JobAnswer.Of(job, [.. completed.Select(task => new JobResultAnswer(
            task.ResultId.Value, task.SystemName, task.SystemId.Value, task.DatasetName, task.DatasetId.Value, task.DatasetVersion,
            MetricAnswer.Of(metrics[task.ResultId.Value])))]) with
        {
            EarlyStopping = stopping,
            Spent = await jobs.SpentByJob(job.Id.Value) is var spent && spent == Spending.None ? null : SpendingAnswer.Of(spent),
            Caps = job.Command is { MostCost: null, MostTokens: null } ? null : new(Dollars.Of(job.Command.MostCost), job.Command.MostTokens),
        };
    }

    private async Task<IReadOnlyList<ResultRow>> Rows(IEnumerable<TaskSnapshot> completed)
    {
        var rows = new List<ResultRow>();
        foreach (var task in completed)
        {
            if (await results.Find(task.ResultId.Value) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static RefusedException Unknown(string id) => new(Refusal.NotFound, $"Job '{id}' does not exist; GET /api/v1/batch/jobs lists those that do.", "id");
}

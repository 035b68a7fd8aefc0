using BenchHub.Jobs;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>The end of a task: from its sealed chunks to one result with its aggregates, stored in one commit.</summary>
internal sealed class ResultRecorder(ResultItems items, TaskLedger ledger, JobCatalog jobs, ProviderRequests requests, ProviderBatches batches, TimeProvider time)
{
    /// <param name="row">The task.</param>
    /// <param name="job">Its job.</param>
    /// <param name="scorer">Of its items.</param>
    /// <param name="startedAt">For a task that does not say itself.</param>
    /// <param name="ended">Why some items were not asked; null where all must be there.</param>
    /// <returns>False when a newer epoch owns the task; nothing was recorded.</returns>
    public async Task<bool> Record(TaskRow row, SubmitJob job, IItemScorer scorer, DateTimeOffset startedAt, string? ended)
    {
        var tally = new ResultTally(row.Items, scorer.Metrics);
        await foreach (var item in items.Read(row.ResultId))
        {
            tally.Add(item);
        }

        var finishedAt = time.GetUtcNow();
        var result = new ResultRow(
            row.ResultId, row.JobId, row.Number, row.SystemId, row.SystemName, row.SystemRevision, row.DatasetId, row.DatasetName,
            row.DatasetVersion, row.ContentHash, row.Items, tally.Errors, row.StartedAt ?? startedAt, finishedAt,
            StateJson.Of(tally.Document(job, ended) with { Spent = await Spent(row), Batched = job.Batch is null ? null : await requests.CountAnswered(row.ResultId) }));
        var isOurs = await ledger.Complete(row.JobId, row.Number, row.Epoch, result, await scorer.Columns(row, tally, isPartial: ended is not null), finishedAt);
        if (isOurs && job.Batch is not null)
        {
            await batches.Tidy();
        }

        return isOurs;
    }

    private async Task<Spent?> Spent(TaskRow row) => await jobs.FindTask(row.JobId, row.Number) is { } now && now.InputTokens + now.OutputTokens + now.Cached > 0
        ? new(now.Cost, now.InputTokens, now.OutputTokens, now.Unpriced, now.Cached)
        : null;
}

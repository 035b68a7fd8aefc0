using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>The end of a task: from its sealed chunks to one result with its aggregates, stored in one commit.</summary>
internal sealed class ResultRecorder(ResultItems items, TaskLedger ledger, TimeProvider time)
{
    /// <param name="row">The task.</param>
    /// <param name="job">Its job.</param>
    /// <param name="metrics">What was scored, in the order of each item's scores.</param>
    /// <param name="startedAt">For a task that does not say itself.</param>
    /// <param name="ended">Why some items were not asked; null where all must be there.</param>
    /// <returns>False when a newer epoch owns the task; nothing was recorded.</returns>
    public async Task<bool> Record(TaskRow row, SubmitJob job, MetricSet metrics, DateTimeOffset startedAt, string? ended)
    {
        var tally = new ResultTally(row.Items, metrics);
        await foreach (var item in items.Read(row.ResultId))
        {
            tally.Add(item);
        }

        var finishedAt = time.GetUtcNow();
        var result = new ResultRow(
            row.ResultId, row.JobId, row.Number, row.SystemId, row.SystemName, row.SystemRevision, row.DatasetId, row.DatasetName,
            row.DatasetVersion, row.ContentHash, row.Items, tally.Errors, row.StartedAt ?? startedAt, finishedAt,
            StateJson.Of(tally.Document(job, ended)));
        return await ledger.Complete(row.JobId, row.Number, row.Epoch, result, tally.Columns(isPartial: ended is not null), finishedAt);
    }
}

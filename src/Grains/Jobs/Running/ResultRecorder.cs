using BenchHub.Grains.Judges;
using BenchHub.Grains.Monitoring;
using BenchHub.Jobs;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>The end of a task: from its sealed chunks to one result with its aggregates, stored in one commit.</summary>
internal sealed class ResultRecorder(ResultItems items, TaskLedger ledger, JobCatalog jobs, ProviderRequests requests, ProviderBatches batches, ResultNews news, TimeProvider time)
{
    /// <param name="row">The task.</param>
    /// <param name="job">Its job.</param>
    /// <param name="asked">What scored its items.</param>
    /// <param name="startedAt">For a task that does not say itself.</param>
    /// <param name="ended">Why some items were not asked; null where all must be there.</param>
    /// <param name="early">What early stopping came to; null where the job does not stop early.</param>
    /// <returns>False when a newer epoch owns the task; nothing was recorded.</returns>
    public async Task<bool> Record(TaskRow row, SubmitJob job, AskedTask asked, DateTimeOffset startedAt, string? ended, StoppingReport? early = null)
    {
        var tally = new ResultTally(row.Items, asked.Scorer.Metrics);
        var judging = asked.Judges is { } bench ? new JudgeTally(bench, row.Items) : null;
        await foreach (var item in items.Read(row.ResultId, 0, row.Items))
        {
            tally.Add(item);
            judging?.Add(item.Index, item.Findings);
        }

        ended = tally.Asked == row.Items ? null : ended;
        early = early is null ? null : early with { HasStopped = early.HasStopped && ended is not null, Saved = row.Items - tally.Asked };
        var finishedAt = time.GetUtcNow();
        var result = new ResultRow(
            row.ResultId, row.JobId, row.Number, row.SystemId, row.SystemName, row.SystemRevision, row.DatasetId, row.DatasetName,
            row.DatasetVersion, row.ContentHash, row.Items, tally.Errors, row.StartedAt ?? startedAt, finishedAt,
            StateJson.Of(Document(tally.Document(job, ended), row, job, judging) with
            {
                Spent = asked.IsFree ? null : await Spent(row),
                EarlyStopped = early,
                System = asked.Spec ?? asked.Rescored?.System,
                Batched = job.Batch is null ? null : await requests.CountAnswered(row.ResultId),
            }));
        var columns = await asked.Scorer.Columns(row, tally, isPartial: ended is not null);
        if (early is { HasStopped: true })
        {
            // A bootstrap takes the number of items as given; here the scores decided on it.
            columns = [.. columns.Select(static column => column with { CiLow = null, CiHigh = null })];
        }

        var isOurs = await ledger.Complete(row.JobId, row.Number, row.Epoch, result, columns, finishedAt);
        if (isOurs && job.Batch is not null)
        {
            await batches.Tidy();
        }

        if (isOurs)
        {
            await news.Publish(result);
        }

        return isOurs;
    }

    private static ResultDocument Document(ResultDocument document, TaskRow row, SubmitJob job, JudgeTally? judging) => document with
    {
        RescoredFrom = job.Rescore.IsEmpty ? null : job.Rescore[row.Number].Value,
        Against = job.Against?.Value,
        Judges = judging?.Summaries,
        Agreements = judging?.Agreements() is { Count: > 0 } agreements ? agreements : null,
    };

    private async Task<Spent?> Spent(TaskRow row) => await jobs.FindTask(row.JobId, row.Number) is { } now && now.InputTokens + now.OutputTokens + now.Cached > 0
        ? new(now.Cost, now.InputTokens, now.OutputTokens, now.Unpriced, now.Cached)
        : null;
}

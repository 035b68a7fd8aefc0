using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Batches;

namespace BenchHub.Grains.Batches.Serving;

/// <summary>The end of a batch: what was not asked is told as such, and all answers go into the two files.</summary>
internal sealed class ServedOutcome(ServedBatch batch, ServedBatchParts parts)
{
    private const int LinesPerCommit = 256;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <exception cref="FencedException">A newer epoch owns the batch.</exception>
    public async Task Write(CancellationToken stop)
    {
        var isCancelled = batch.Status == ServedBatchStatus.Cancelling;
        await parts.Batches.Finalize(batch.Id, batch.Epoch, stop);
        var missing = await TellMissing(isCancelled, stop);
        var status = isCancelled ? ServedBatchStatus.Cancelled : missing > 0 ? ServedBatchStatus.Expired : ServedBatchStatus.Completed;
        var output = await File("output", isError: false, stop);
        var errors = await File("error", isError: true, stop);
        if (!await parts.Batches.End(batch.Id, batch.Epoch, status, output, errors, stop))
        {
            throw new FencedException();
        }
    }

    private async Task<int> TellMissing(bool isCancelled, CancellationToken stop)
    {
        var done = await parts.Batches.Done(batch.Id, stop);
        var (missing, open) = (0, new List<ServedAnswer>());
        await foreach (var (number, bytes) in ServedLines.Read(parts.Files, batch.InputFileId, stop))
        {
            if (done.Contains(number) || batch.Total == 0)
            {
                continue;
            }

            missing++;
            var id = ServedRequest.Parse(bytes, batch.Endpoint).CustomId;
            open.Add(isCancelled
                ? ServedReply.NotMade(batch.Id, number, id, "batch_cancelled", "The batch was cancelled before this request was made.")
                : ServedReply.NotMade(batch.Id, number, id, "batch_expired", "The batch expired before this request was made."));
            if (open.Count == LinesPerCommit)
            {
                await Keep(open, stop);
            }
        }

        await Keep(open, stop);
        return missing;
    }

    private async Task Keep(List<ServedAnswer> open, CancellationToken stop)
    {
        if (open.Count > 0 && !await parts.Batches.Append(batch.Id, batch.Epoch, open, [], stop))
        {
            throw new FencedException();
        }

        open.Clear();
    }

    /// <returns>Its id; null where it would be empty.</returns>
    private async Task<string?> File(string kind, bool isError, CancellationToken stop)
    {
        // The same name in each epoch: a later one writes over what an earlier one began.
        var id = SortableId.FromSeed("file-", $"{batch.Id}/{kind}");
        ServedFileDraft? draft = null;
        await foreach (var line in parts.Batches.Answers(batch.Id, isError, stop))
        {
            draft ??= await parts.Files.Begin(id, $"{batch.Id}_{kind}.jsonl", "batch_output", parts.Time.GetUtcNow() + Lifetime, stop);
            await draft.Write((byte[])[.. line, (byte)'\n'], stop);
        }

        if (draft is null)
        {
            return null;
        }

        await draft.Seal(stop);
        return id;
    }
}

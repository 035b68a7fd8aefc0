using BenchHub.Connectors.Net;
using BenchHub.Jobs;
using BenchHub.Storage;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Batches;

/// <summary>
/// Gets as many of a task's answers as its batches bring until the deadline. What they bring stands in the response cache
/// then; what they do not is asked live.
/// </summary>
internal sealed class BatchPreparation(BatchErrand errand, BatchParts parts)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A provider may take ten minutes to end a batch.
    private static readonly TimeSpan LongestCancel = TimeSpan.FromMinutes(15);

    private readonly BatchSubmission _submission = new(errand, parts);
    private readonly BatchCollection _collection = new(errand, parts);
    private readonly DateTimeOffset _deadline = (errand.Row.StartedAt ?? parts.Time.GetUtcNow()) + errand.Settings.Deadline;
    private readonly HashSet<string> _cancelled = [];
    private SubmissionStep _step = SubmissionStep.Waiting;
    private int _done;
    private int _total;

    private DateTimeOffset Now => parts.Time.GetUtcNow();

    private bool IsLate => Now >= _deadline;

    /// <exception cref="RefusedException">The provider does not take batches, or does not let go of one.</exception>
    /// <exception cref="Jobs.Running.FencedException">A newer epoch owns the task.</exception>
    public async Task Run(SealedItems sealedItems, CancellationToken stop)
    {
        await new BatchPlanning(errand, parts).Run(sealedItems, stop);
        try
        {
            for (var pause = FirstPause; !await Tick(stop);)
            {
                await Task.Delay(pause, parts.Time, stop);
                pause = _step is SubmissionStep.Submitted ? FirstPause : pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
                pause = !IsLate && _deadline - Now < pause ? _deadline - Now : pause;
            }
        }
        finally
        {
            await _submission.Leave(CancellationToken.None);
        }

        errand.Progress.Become(BatchTaskStatus.Running, null);
    }

    /// <returns>Whether nothing more is to be done.</returns>
    private async Task<bool> Tick(CancellationToken stop)
    {
        try
        {
            var open = await Look(stop);
            if (IsLate)
            {
                Tell(open, null);
                return open == 0 || (Now > _deadline + LongestCancel ? throw Stuck(open) : false);
            }

            _step = await _submission.Step(stop);
            open += _step is SubmissionStep.Submitted ? 1 : 0;
            Tell(open, null);
            return open == 0 && _step is SubmissionStep.Done or SubmissionStep.Spent;
        }
        catch (CallFailedException failure) when (failure.IsTransient && Now <= _deadline + LongestCancel)
        {
            Tell(open: 0, $"Waiting for the provider's batches: {failure.Message}");
            return false;
        }
        catch (CallFailedException failure)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The system cannot be asked in batches: {failure.Message} Run the job without mode batch, or retry its failed tasks when that is mended.");
        }
        catch (StorageFullException full)
        {
            Tell(open: 0, $"Waiting for space: {full.Message}");
            return false;
        }
    }

    /// <summary>Brings home what is over, and after the deadline ends what is not.</summary>
    /// <returns>How many batches are still open.</returns>
    private async Task<int> Look(CancellationToken stop)
    {
        var open = 0;
        (_done, _total) = (0, 0);
        foreach (var batch in await Batches(stop))
        {
            if (batch.Requests == 0)
            {
                // One that broke off before it had any would keep its place for ever.
                await (_submission.IsQueued(batch) ? Task.CompletedTask : parts.Batches.Withdraw(batch.Id, stop));
                continue;
            }

            if (await Provider(batch, stop) is not { } id)
            {
                continue;
            }

            var state = await errand.Client.Get(id, stop);
            _done += state.Done;
            _total += batch.Requests;
            if (state.IsOver)
            {
                await _collection.Run(batch, state, IsLate ? int.MaxValue : errand.Retries, stop);
                continue;
            }

            open++;
            if (IsLate && _cancelled.Add(batch.Id) && state.Status != "cancelling")
            {
                await Cancel(id, stop);
            }
        }

        return open;
    }

    /// <returns>The provider's id of a batch; null where there is none to wait for.</returns>
    private async Task<string?> Provider(ProviderBatch batch, CancellationToken stop)
    {
        if (batch.ProviderId is { } known)
        {
            return known;
        }

        if (!IsLate)
        {
            return await _submission.Resolve(batch, stop);
        }

        var found = await _submission.Find(batch, stop);
        if (found is null)
        {
            await parts.Batches.Withdraw(batch.Id, stop);
            await errand.Budgets.Settle(batch.Id, default);
        }

        return found;
    }

    private async Task Cancel(string id, CancellationToken stop)
    {
        try
        {
            await errand.Client.Cancel(id, stop);
        }
        catch (CallFailedException over) when (!over.IsTransient)
        {
            // It came to its end meanwhile; the next look tells.
        }
    }

    private async Task<List<ProviderBatch>> Batches(CancellationToken stop) =>
        [.. (await parts.Batches.Of(errand.Row.ResultId, stop)).Where(static batch => batch.Status != ProviderBatchStatus.Collected)];

    private void Tell(int open, string? trouble)
    {
        var zone = parts.Time.LocalTimeZone;
        var waits = _submission.ReadyAt > Now
            ? $"Waiting for {errand.Settings.Window} ({zone.Id}) to submit a batch"
            : "Waiting for a turn to submit a batch";
        var message = trouble
            ?? (open > 0 ? $"Waiting for {open} {(open == 1 ? "batch" : "batches")} at the provider ({_done} of {_total} requests done)" : waits);
        errand.Progress.Become(BatchTaskStatus.Waiting, $"{message}; what is open at {TimeZoneInfo.ConvertTime(_deadline, zone):yyyy-MM-dd HH:mm:ss} ({zone.Id}) is asked live.");
    }

    private static RefusedException Stuck(int open) => new(
        Refusal.Unprocessable,
        $"The provider has not ended {open} cancelled batches within {LongestCancel.TotalMinutes:0} minutes, and asking live what they may still answer would pay twice. Retry the job's failed tasks later.");
}

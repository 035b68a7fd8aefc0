using System.Text.Json;
using BenchHub.Budgets;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Net;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Batches;

namespace BenchHub.Grains.Batches;

/// <summary>What one step of submitting came to.</summary>
internal enum SubmissionStep
{
    /// <summary>Every request stands in a batch or has its answer.</summary>
    Done,

    /// <summary>One more batch is with the provider.</summary>
    Submitted,

    /// <summary>Its turn or its hours have not come, or other calls hold what is left of the budget.</summary>
    Waiting,

    /// <summary>What is left of the budget is too little for another request.</summary>
    Spent,
}

/// <summary>
/// Makes batches of the open requests and hands them to the provider. The intent is written before the provider hears of
/// it, so that a batch whose confirmation got lost is looked for before anything is submitted again.
/// </summary>
internal sealed class BatchSubmission(BatchErrand errand, BatchParts parts)
{
    private const string IdPrefix = "bat_";
    private const int KeysPerLook = 256;

    // A provider's clock may differ from ours, and its list may lag behind what it has just taken.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private ProviderBatch? _queued;

    /// <summary>When the hours of submission begin, or have begun.</summary>
    public DateTimeOffset ReadyAt => errand.Settings.Window?.Next(parts.Time.GetUtcNow(), parts.Time.LocalTimeZone) ?? parts.Time.GetUtcNow();

    public bool IsQueued(ProviderBatch batch) => batch.Id == _queued?.Id;

    /// <exception cref="CallFailedException">The provider does not take it; what is unknown then is found out by <see cref="Resolve"/>.</exception>
    /// <exception cref="FencedException">A newer epoch owns the task.</exception>
    public async Task<SubmissionStep> Step(CancellationToken ct)
    {
        var open = await Open(ct);
        if (open.Count == 0)
        {
            await Leave(ct);
            return SubmissionStep.Done;
        }

        _queued ??= await Enqueue(ct);
        if (!await parts.Batches.Admit(_queued, parts.Limits.Open, ct))
        {
            return SubmissionStep.Waiting;
        }

        var batch = _queued;
        _queued = null;
        var (slice, verdict) = await Reserve(batch.Id, open, ct);
        if (slice.Count == 0)
        {
            await parts.Batches.Withdraw(batch.Id, ct);
            return verdict is BudgetVerdict.Spent ? SubmissionStep.Spent : SubmissionStep.Waiting;
        }

        var most = errand.Most(slice);
        batch = batch with { Requests = slice.Count, Bytes = slice.Sum(static request => (long)request.Bytes), MostCost = most.Cost, MostTokens = most.Tokens };
        if (!await parts.Batches.Attach(batch, errand.Row.Number, errand.Row.Epoch, slice[0].Place, slice[^1].Place, ct))
        {
            throw new FencedException();
        }

        await Submit(batch, ct);
        return SubmissionStep.Submitted;
    }

    /// <summary>Gives the place in the queue back.</summary>
    public async Task Leave(CancellationToken ct)
    {
        if (_queued is { } queued)
        {
            await parts.Batches.Withdraw(queued.Id, ct);
            _queued = null;
        }
    }

    /// <summary>Finds out whether the provider has a batch that was about to be submitted.</summary>
    /// <returns>The provider's id; null where it surely has none.</returns>
    /// <exception cref="CallFailedException">Nobody can tell now.</exception>
    public async Task<string?> Find(ProviderBatch batch, CancellationToken ct)
    {
        var found = await errand.Client.Find(batch.Id, batch.CreatedAt - ClockSkew, ct);
        if (found is null)
        {
            await Task.Delay(Lag, parts.Time, ct);
            found = await errand.Client.Find(batch.Id, batch.CreatedAt - ClockSkew, ct);
        }

        if (found is not null)
        {
            await parts.Batches.Confirm(batch.Id, found.Id, CancellationToken.None);
        }

        return found?.Id;
    }

    /// <summary>Submits a batch unless the provider has it already.</summary>
    /// <returns>The provider's id.</returns>
    /// <exception cref="CallFailedException">Nobody can tell, or it was not taken.</exception>
    public async Task<string> Resolve(ProviderBatch batch, CancellationToken ct) => await Find(batch, ct) ?? await Submit(batch, ct);

    private async Task<string> Submit(ProviderBatch batch, CancellationToken ct)
    {
        var endpoint = "";
        try
        {
            await foreach (var (key, json) in parts.Requests.Lines(batch.Id, ct))
            {
                endpoint = errand.Client.Line(key, Request(json)).Endpoint;
                break;
            }

            var file = await errand.Client.Upload($"{batch.Id}.jsonl", batch.Bytes, (to, token) => Write(batch.Id, to, token), ct);
            var state = await errand.Client.Create(file, endpoint, batch.Id, ct);
            await parts.Batches.Confirm(batch.Id, state.Id, CancellationToken.None);
            return state.Id;
        }
        catch (CallFailedException refused) when (refused.StatusCode is >= 400 and < 500 and not 408)
        {
            // A clear no: nothing was submitted.
            await parts.Batches.Withdraw(batch.Id, CancellationToken.None);
            await errand.Budgets.Settle(batch.Id, default);
            throw;
        }
    }

    private async Task Write(string batchId, Stream to, CancellationToken ct)
    {
        await foreach (var (key, json) in parts.Requests.Lines(batchId, ct))
        {
            await to.WriteAsync(errand.Client.Line(key, Request(json)).Line, ct);
        }
    }

    private static ModelRequest Request(byte[] json) => JsonSerializer.Deserialize<ModelRequest>(json)!;

    /// <summary>The next requests that one batch can hold, without those that somebody else has asked meanwhile.</summary>
    private async Task<List<OpenRequest>> Open(CancellationToken ct)
    {
        var found = await parts.Requests.Open(errand.Row.ResultId, parts.Limits.Requests, ct);
        var open = new List<OpenRequest>(found.Count);
        var bytes = 0L;
        foreach (var requests in found.Chunk(KeysPerLook))
        {
            var known = await errand.Caller.Known([.. requests.Select(static request => request.Key)], ct);
            if (known.Count > 0)
            {
                await parts.Requests.Drop(errand.Row.ResultId, [.. known.Keys], ct);
            }

            open.AddRange(requests.Where(request => !known.ContainsKey(request.Key)).TakeWhile(request => (bytes += request.Bytes) <= parts.Limits.Bytes));
            if (bytes > parts.Limits.Bytes)
            {
                break;
            }
        }

        return open.Count > 0 || found.Count == 0 ? open : bytes > 0 ? [found[0]] : await Open(ct);
    }

    private async Task<ProviderBatch> Enqueue(CancellationToken ct)
    {
        var now = parts.Time.GetUtcNow();
        var batch = new ProviderBatch(
            SortableId.New(IdPrefix, now), errand.Row.ResultId, errand.Row.SystemId, errand.Row.JobId, ProviderBatchStatus.Waiting,
            (int)errand.Settings.Priority, ProviderId: null, Endpoint: "", Requests: 0, Bytes: 0, MostCost: 0, MostTokens: 0, now);
        await parts.Batches.Enqueue(batch, ReadyAt, ct);
        return batch;
    }

    /// <summary>As many of the requests as the budgets bear: all, or half of them, or half of those.</summary>
    private async Task<(List<OpenRequest> Slice, BudgetVerdict Verdict)> Reserve(string batch, List<OpenRequest> open, CancellationToken ct)
    {
        for (var slice = open; ; slice = slice[..(slice.Count / 2)])
        {
            var verdict = await errand.Budgets.TryReserve(batch, errand.Most(slice), ct);
            if (verdict is BudgetVerdict.Granted || slice.Count == 1)
            {
                return (verdict is BudgetVerdict.Granted ? slice : [], verdict);
            }
        }
    }
}

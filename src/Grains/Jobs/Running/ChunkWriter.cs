using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Seals outcomes and paid answers of a task, in the commits of a <see cref="CommitQueue"/>. While storage is full or gone it keeps
/// what it holds: calls stop by themselves since the queue fills.
/// </summary>
internal sealed class ChunkWriter(TaskLedger ledger, TaskRow row, RunProgress progress, StorageWait storage, TimeProvider time) : IAsyncDisposable
{
    private readonly CommitQueue _entries = new(time);

    private int _chunk;

    public void StartAt(int chunk) => _chunk = chunk;

    public ValueTask Add(ItemOutcome outcome, CancellationToken ct) => _entries.Add(outcome, ct);

    /// <summary>Keeps an answer that was paid for, no later than the outcome of its item.</summary>
    public ValueTask Keep(PaidResponse paid, CancellationToken ct) => _entries.Add(paid, ct);

    public void Finish() => _entries.Finish();

    /// <exception cref="FencedException">A newer epoch owns the task.</exception>
    public Task Run(CancellationToken broken) => _entries.Run(open => Seal(open, broken));

    public ValueTask DisposeAsync()
    {
        Finish();
        return ValueTask.CompletedTask;
    }

    private async Task Seal(List<object> open, CancellationToken broken)
    {
        List<ItemOutcome> outcomes = [.. open.OfType<ItemOutcome>()];
        List<PaidResponse> paid = [.. open.OfType<PaidResponse>()];

        var began = time.GetTimestamp();

        // What was answered is sealed even while the run is being stopped.
        var outcome = await storage.Write(
            () => ledger.Append(row.JobId, row.Number, row.Epoch, row.ResultId, _chunk, outcomes, paid, CancellationToken.None), broken);
        if (outcome is AppendOutcome.Fenced)
        {
            throw new FencedException();
        }

        _chunk += outcomes.Count > 0 ? 1 : 0;
        var failed = outcomes.Count(static item => item.Error is not null);
        progress.Sealed(outcomes.Count, failed);
        Instruments.Sealed(outcomes.Count, failed, time.GetElapsedTime(began));
    }
}

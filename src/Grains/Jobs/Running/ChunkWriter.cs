using System.Threading.Channels;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Seals outcomes and paid answers in commits of 256 or 50 ms, whichever comes first, so that a killed process loses at most that.
/// While storage is full or gone it keeps what it holds: calls stop by themselves since the channel fills.
/// </summary>
internal sealed class ChunkWriter(TaskLedger ledger, TaskRow row, RunProgress progress, StorageWait storage, TimeProvider time) : IAsyncDisposable
{
    private const int MostItems = 256;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly Channel<object> _entries = Channel.CreateBounded<object>(
        new BoundedChannelOptions(2 * MostItems) { SingleReader = true });

    private int _chunk;

    public void StartAt(int chunk) => _chunk = chunk;

    public ValueTask Add(ItemOutcome outcome, CancellationToken ct) => _entries.Writer.WriteAsync(outcome, ct);

    /// <summary>Keeps an answer that was paid for, no later than the outcome of its item.</summary>
    public ValueTask Keep(PaidResponse paid, CancellationToken ct) => _entries.Writer.WriteAsync(paid, ct);

    public void Finish() => _entries.Writer.TryComplete();

    /// <exception cref="FencedException">A newer epoch owns the task.</exception>
    public async Task Run(CancellationToken broken)
    {
        var open = new List<object>(MostItems);
        while (await _entries.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await Fill(open);
            await Seal(open, broken);
            open.Clear();
        }
    }

    public ValueTask DisposeAsync()
    {
        Finish();
        return ValueTask.CompletedTask;
    }

    private async Task Fill(List<object> open)
    {
        using var late = new CancellationTokenSource(Longest, time);
        try
        {
            do
            {
                while (open.Count < MostItems && _entries.Reader.TryRead(out var entry))
                {
                    open.Add(entry);
                }
            }
            while (open.Count < MostItems && await _entries.Reader.WaitToReadAsync(late.Token));
        }
        catch (OperationCanceledException)
        {
            // 50 ms are over: seal what there is.
        }
    }

    private async Task Seal(List<object> open, CancellationToken broken)
    {
        List<ItemOutcome> outcomes = [.. open.OfType<ItemOutcome>()];
        List<PaidResponse> paid = [.. open.OfType<PaidResponse>()];

        // What was answered is sealed even while the run is being stopped.
        var outcome = await storage.Write(
            () => ledger.Append(row.JobId, row.Number, row.Epoch, row.ResultId, _chunk, outcomes, paid, CancellationToken.None), broken);
        if (outcome is AppendOutcome.Fenced)
        {
            throw new FencedException();
        }

        _chunk += outcomes.Count > 0 ? 1 : 0;
        progress.Sealed(outcomes.Count, outcomes.Count(static item => item.Error is not null));
    }
}

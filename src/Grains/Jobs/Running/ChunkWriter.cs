using System.Threading.Channels;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Seals outcomes in chunks of 256 or 50 ms, whichever comes first, so that a killed process loses at most that.
/// While storage is full it keeps what it holds: calls stop by themselves since the channel fills.
/// </summary>
internal sealed class ChunkWriter(TaskLedger ledger, TaskRow row, RunProgress progress, SpaceWait space, TimeProvider time) : IAsyncDisposable
{
    private const int MostItems = 256;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly Channel<ItemOutcome> _outcomes = Channel.CreateBounded<ItemOutcome>(
        new BoundedChannelOptions(2 * MostItems) { SingleReader = true });

    private int _chunk;

    public void StartAt(int chunk) => _chunk = chunk;

    public ValueTask Add(ItemOutcome outcome, CancellationToken ct) => _outcomes.Writer.WriteAsync(outcome, ct);

    public void Finish() => _outcomes.Writer.TryComplete();

    /// <exception cref="FencedException">A newer epoch owns the task.</exception>
    public async Task Run(CancellationToken broken)
    {
        var open = new List<ItemOutcome>(MostItems);
        while (await _outcomes.Reader.WaitToReadAsync(CancellationToken.None))
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

    private async Task Fill(List<ItemOutcome> open)
    {
        using var late = new CancellationTokenSource(Longest, time);
        try
        {
            do
            {
                while (open.Count < MostItems && _outcomes.Reader.TryRead(out var outcome))
                {
                    open.Add(outcome);
                }
            }
            while (open.Count < MostItems && await _outcomes.Reader.WaitToReadAsync(late.Token));
        }
        catch (OperationCanceledException)
        {
            // 50 ms are over: seal what there is.
        }
    }

    private async Task Seal(List<ItemOutcome> open, CancellationToken broken)
    {
        // What was answered is sealed even while the run is being stopped.
        var outcome = await space.Write(
            () => ledger.Append(row.JobId, row.Number, row.Epoch, row.ResultId, _chunk, open, CancellationToken.None), broken);
        if (outcome is AppendOutcome.Fenced)
        {
            throw new FencedException();
        }

        _chunk++;
        progress.Sealed(open.Count, open.Count(static item => item.Error is not null));
    }
}

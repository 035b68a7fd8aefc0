using System.Runtime.CompilerServices;
using BenchHub.Evaluation.Statistics.Sequential;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs.Ranking;

/// <summary>
/// The items in the job's random order. A system that is faster than those it is compared with waits for them, since what it
/// asked ahead may turn out not to be needed.
/// </summary>
internal sealed class RankedOrder(
    DatasetContents contents, TaskRow row, SubmitJob job, int metric, IRankingGrain ranking, RunProgress progress, TimeProvider time) : IItemFeed
{
    private const int ItemsAtOnce = 1024;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    // Room for the calls in flight and for those answered while a chunk is sealed and looked at.
    private readonly int _ahead = Math.Max(16, 4 * job.Concurrency);
    private readonly PlaceGate _gate = new(Math.Max(16, 4 * job.Concurrency));
    private bool _isDone;

    public async IAsyncEnumerable<DatasetItem> Items(SealedItems sealedItems, [EnumeratorCancellation] CancellationToken ct)
    {
        var order = RandomOrder.Of(job.EarlyStop!.SeedFor(new(row.JobId)), row.Items);
        foreach (var places in Enumerable.Range(0, order.Length).Where(place => !sealedItems.Contains(order[place])).Chunk(ItemsAtOnce))
        {
            await _gate.Reached(places[0], ct);
            var items = await contents.ReadItems(row.ContentHash, [.. places.Select(place => order[place])], ct);
            foreach (var (place, item) in places.Zip(items))
            {
                await _gate.Reached(place, ct);
                yield return item;
            }
        }
    }

    public async Task Watch(CancellationToken ct)
    {
        try
        {
            for (; ; await Task.Delay(LookEvery, time, ct))
            {
                if (await Look() is not { } view)
                {
                    continue;
                }

                _gate.Open(view.Through is { } through ? through + _ahead : int.MaxValue);
                if (view.IsDone)
                {
                    _isDone = true;
                    throw new AskingEndedException(StoppingSentence.Of(view.Report, new(row.SystemId)));
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Every item was asked, or the run is stopped.
        }
    }

    public async Task<StoppingReport?> Report(CancellationToken ct)
    {
        while (true)
        {
            // A decision stays, whatever is read after it.
            if (await Look() is { } view && (view.IsCurrent || view.IsDone))
            {
                return view.Report with { HasStopped = _isDone };
            }

            await Task.Delay(LookEvery, time, ct);
        }
    }

    private async Task<RankingView?> Look()
    {
        try
        {
            return await ranking.Look(new(row.Number, metric, progress.Moved(default).Done));
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException)
        {
            // A silo was lost, or there is much to read; the next look tells.
            return null;
        }
    }
}

using System.Threading.Channels;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Feeds the open items to a fixed number of workers and their outcomes to the chunk writer.</summary>
internal sealed class ItemLoop(
    IItemFeed feed, IAnswerSource source, IItemScorer scorer, ChunkWriter chunks, TimeProvider time)
{
    private string? _ended;

    /// <summary>Runs until every item is recorded, or nothing more may be asked.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="sealedItems">What stands in chunks already and is not asked again.</param>
    /// <param name="stop">No new items.</param>
    /// <param name="abandon">Gives up open calls; their items are asked again in a later epoch.</param>
    /// <returns>Why not every item was asked; null where each was.</returns>
    public async Task<string?> Run(SubmitJob job, SealedItems sealedItems, CancellationToken stop, CancellationToken abandon)
    {
        chunks.StartAt(sealedItems.NextChunk);
        var items = Channel.CreateBounded<DatasetItem>(new BoundedChannelOptions(job.Concurrency * 2) { SingleWriter = true });

        // Whatever fails first ends the others: a full disk must stop the calls, a broken source the writer.
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(abandon);
        using var enough = new CancellationTokenSource();
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop, enough.Token, broken.Token);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(halt.Token);
        var watching = Guard(feed.Watch(over.Token));
        Task[] parties =
        [
            Guard(Read()),
            Guard(chunks.Run(broken.Token)),
            .. Enumerable.Range(0, job.Concurrency).Select(_ => Guard(Work())),
        ];
        await Task.WhenAll(parties[2..]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        chunks.Finish();
        await over.CancelAsync();
        await Task.WhenAll([.. parties, watching]);
        return _ended;

        async Task Guard(Task party)
        {
            try
            {
                await party;
            }
            catch (AskingEndedException ended)
            {
                _ended = ended.Message;
                await enough.CancelAsync();
            }
            catch (OperationCanceledException) when ((stop.IsCancellationRequested || enough.IsCancellationRequested) && !abandon.IsCancellationRequested)
            {
                // Stopped between two items; open calls of the others may end.
            }
            catch
            {
                await broken.CancelAsync();
                throw;
            }
        }

        async Task Read()
        {
            try
            {
                await foreach (var item in feed.Items(sealedItems, halt.Token))
                {
                    await items.Writer.WriteAsync(item, halt.Token);
                }
            }
            finally
            {
                items.Writer.TryComplete();
            }
        }

        async Task Work()
        {
            while (await items.Reader.WaitToReadAsync(halt.Token))
            {
                while (!halt.IsCancellationRequested && items.Reader.TryRead(out var item))
                {
                    await chunks.Add(await Ask(item), broken.Token);
                }
            }
        }

        async Task<ItemOutcome> Ask(DatasetItem item)
        {
            var askedAt = time.GetTimestamp();
            try
            {
                var answer = await source.Answer(item, halt.Token, broken.Token);
                return await scorer.Score(item, answer, halt.Token, broken.Token);
            }
            catch (ItemFailedException failure)
            {
                return scorer.Fail(item, failure, time.GetElapsedTime(askedAt));
            }
        }
    }
}

using System.Runtime.CompilerServices;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>In which order a run asks its items, and how far it may go.</summary>
internal interface IItemFeed
{
    /// <summary>The items that stand in no chunk yet; waits where the next one is not to be asked now.</summary>
    IAsyncEnumerable<DatasetItem> Items(SealedItems sealedItems, CancellationToken ct);

    /// <summary>Lives beside the run; ends when it is cancelled.</summary>
    /// <exception cref="AskingEndedException">No more items are needed.</exception>
    Task Watch(CancellationToken ct);

    /// <summary>After the last item was sealed: why the run ended where it did; null where that was no question.</summary>
    Task<StoppingReport?> Report(CancellationToken ct);
}

/// <summary>The items as the dataset has them: all, or <paramref name="only"/> those.</summary>
internal sealed class StoredOrder(DatasetContents contents, TaskRow row, SealedItems? only) : IItemFeed
{
    public async IAsyncEnumerable<DatasetItem> Items(SealedItems sealedItems, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var item in contents.ReadItems(row.ContentHash, cancellation: ct))
        {
            if (!sealedItems.Contains(item.Index) && only?.Contains(item.Index) != false)
            {
                yield return item;
            }
        }
    }

    public Task Watch(CancellationToken ct) => Task.CompletedTask;

    public Task<StoppingReport?> Report(CancellationToken ct) => Task.FromResult<StoppingReport?>(null);
}

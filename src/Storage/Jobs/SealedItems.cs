using System.Collections;

namespace BenchHub.Storage.Jobs;

/// <summary>What of a task is already recorded.</summary>
/// <param name="items">A bit per item.</param>
/// <param name="failed">Recorded items that have an error.</param>
/// <param name="nextChunk">The first free chunk number.</param>
public sealed class SealedItems(BitArray items, int failed, int nextChunk)
{
    /// <summary>Recorded items, failed ones included.</summary>
    public int Count { get; } = items.Cast<bool>().Count(isSealed => isSealed);

    public int Failed { get; } = failed;

    public int NextChunk { get; } = nextChunk;

    public bool Contains(int index) => index >= 0 && index < items.Length && items[index];
}

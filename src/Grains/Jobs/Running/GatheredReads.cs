namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Looks up what belongs to many items in one read: who comes while a read is under way waits for the next one, together
/// with all others who came. Alone, nobody waits.
/// </summary>
/// <param name="read">By key; keys of which nothing is known are missing.</param>
internal sealed class GatheredReads<T>(Func<IReadOnlyList<string>, Task<IReadOnlyDictionary<string, T>>> read)
{
    // Enough to spread the cost of a read; SQLite takes tens of thousands of parameters.
    private const int MostKeys = 512;

    private readonly Lock _lock = new();
    private readonly Queue<Batch> _waiting = [];
    private Batch _open = new();
    private bool _isReading;

    /// <param name="keys">Of one item.</param>
    /// <param name="giveUp">Stops waiting; the read goes on for the others.</param>
    /// <returns>What is there, by key, and possibly that of others.</returns>
    public Task<IReadOnlyDictionary<string, T>> Find(IReadOnlyList<string> keys, CancellationToken giveUp)
    {
        lock (_lock)
        {
            if (_open.Keys.Count == 0)
            {
                _waiting.Enqueue(_open);
            }

            var mine = _open;
            mine.Keys.AddRange(keys);
            if (mine.Keys.Count >= MostKeys)
            {
                _open = new();
            }

            if (!_isReading)
            {
                _isReading = true;
                _ = Task.Run(Read, CancellationToken.None);
            }

            return mine.Found.Task.WaitAsync(giveUp);
        }
    }

    private async Task Read()
    {
        while (Next() is { } batch)
        {
            try
            {
                batch.Found.SetResult(await read(batch.Keys));
            }
#pragma warning disable CA1031 // Each of those who wait gets the fault, whatever it is.
            catch (Exception fault)
            {
                batch.Found.SetException(fault);
            }
#pragma warning restore CA1031
        }
    }

    private Batch? Next()
    {
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out var batch))
            {
                _isReading = false;
                return null;
            }

            if (batch == _open)
            {
                _open = new();
            }

            return batch;
        }
    }

    private sealed class Batch
    {
        public List<string> Keys { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<string, T>> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

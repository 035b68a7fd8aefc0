namespace BenchHub.Grains.Jobs.Ranking;

/// <summary>Holds a reader back until its place is open. One reader, one opener.</summary>
/// <param name="open">Places open from the start.</param>
internal sealed class PlaceGate(int open)
{
    private volatile int _open = open;
    private volatile TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens all places below <paramref name="end"/>; it never closes any.</summary>
    public void Open(int end)
    {
        if (end > _open)
        {
            _open = end;
            Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    public async Task Reached(int place, CancellationToken ct)
    {
        while (true)
        {
            // Taken before the look, so that a move in between is not missed.
            var moved = _moved;
            if (place < _open)
            {
                return;
            }

            await moved.Task.WaitAsync(ct);
        }
    }
}

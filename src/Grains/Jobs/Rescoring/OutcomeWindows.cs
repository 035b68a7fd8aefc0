using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Jobs.Rescoring;

/// <summary>
/// The outcomes of a result by index, for workers that walk its items together: each chunk is decoded once or twice, and
/// what lies behind all workers is forgotten.
/// </summary>
internal sealed class OutcomeWindows(ResultItems items, string resultId)
{
    // No fewer than the workers of a task (1,024), so that they never reach into more than two windows.
    private const int Window = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Task<ItemOutcome?[]>> _windows = [];

    /// <returns>Null where the item was not asked.</returns>
    public async Task<ItemOutcome?> Find(int index)
    {
        var (window, place) = Math.DivRem(index, Window);
        return (await Load(window))[place];
    }

    private Task<ItemOutcome?[]> Load(int window)
    {
        lock (_lock)
        {
            if (!_windows.TryGetValue(window, out var loaded) || loaded.IsFaulted)
            {
                loaded = _windows[window] = Task.Run(() => Read(window));
                foreach (var left in _windows.Keys.Where(other => other < window - 2).ToList())
                {
                    _windows.Remove(left);
                }
            }

            return loaded;
        }
    }

    private async Task<ItemOutcome?[]> Read(int window)
    {
        var outcomes = new ItemOutcome?[Window];
        await foreach (var outcome in items.Read(resultId, window * Window, Window))
        {
            outcomes[outcome.Index - (window * Window)] = outcome;
        }

        return outcomes;
    }
}

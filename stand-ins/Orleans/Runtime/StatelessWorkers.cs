namespace Orleans.Runtime;

/// <summary>The activations that share one id: an idle one is preferred, then a new one, then the least loaded.</summary>
internal sealed class StatelessWorkers(int maximum, Func<Activation> create)
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];

    public Activation Pick()
    {
        lock (_lock)
        {
            var best = _workers.MinBy(worker => worker.Load);
            if (best is null || (best.Load > 0 && _workers.Count < maximum))
            {
                best = create();
                _workers.Add(best);
            }

            return best;
        }
    }

    public void Remove(Activation worker)
    {
        lock (_lock)
        {
            _workers.Remove(worker);
        }
    }

    public IReadOnlyList<Activation> Snapshot()
    {
        lock (_lock)
        {
            return [.. _workers];
        }
    }
}

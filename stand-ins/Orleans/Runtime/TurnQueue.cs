namespace Orleans.Runtime;

/// <summary>
/// What an activation does and has to do, and which of it may overlap. Whatever may start has been started, so that a new turn
/// never overtakes one that could run. Its owner holds a lock around every use.
/// </summary>
internal sealed class TurnQueue(bool isReentrant, Action<Turn> start)
{
    private readonly LinkedList<Turn> _waiting = new();
    private readonly List<Turn> _running = [];
    private int _waitingInterleavers;

    public int Count => _running.Count + _waiting.Count;

    public bool IsRunning => _running.Count > 0;

    public void Wait(Turn turn)
    {
        _waiting.AddLast(turn);
        _waitingInterleavers += turn.Interleaves ? 1 : 0;
    }

    public void StartOrWait(Turn turn)
    {
        if (MayStart(turn))
        {
            Start(turn);
        }
        else
        {
            Wait(turn);
        }
    }

    public void Ended(Turn turn) => _running.Remove(turn);

    public void StartWhatMay()
    {
        for (var node = _waiting.First; node is not null && MayAnyStart();)
        {
            var (turn, next) = (node.Value, node.Next);
            if (MayStart(turn))
            {
                Remove(node);
                Start(turn);
            }

            node = next;
        }
    }

    /// <summary>Empties the queue of what waits.</summary>
    public Turn[] Drain()
    {
        Turn[] left = [.. _waiting];
        _waiting.Clear();
        _waitingInterleavers = 0;
        return left;
    }

    private void Start(Turn turn)
    {
        _running.Add(turn);
        start(turn);
    }

    private void Remove(LinkedListNode<Turn> node)
    {
        _waiting.Remove(node);
        _waitingInterleavers -= node.Value.Interleaves ? 1 : 0;
    }

    // Spares a long queue the walk while a turn runs that only interleaving ones may join.
    private bool MayAnyStart() => isReentrant || _waitingInterleavers > 0 || _running.TrueForAll(running => running.Interleaves || running.IsReadOnly);

    private bool MayStart(Turn turn) =>
        isReentrant || turn.Interleaves || _running.TrueForAll(running => running.Interleaves || (running.IsReadOnly && turn.IsReadOnly));
}

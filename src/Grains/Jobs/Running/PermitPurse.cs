using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>What a run may do right now: slots for calls in flight, and starts with their pace. Hands them to those who wait, in order.</summary>
internal sealed class PermitPurse(TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<Permit>> _waiting = [];
    private CancellationTokenSource _lost = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RefusedException? _refused;
    private int _slots;
    private int _starts;
    private int _inFlight;
    private int _answered;
    private int _overloaded;
    private TimeSpan _spacing;
    private DateTimeOffset _nextStart;

    private bool IsPaced => _spacing > TimeSpan.Zero;

    /// <summary>Waits until a call may start. Dispose the permit when the call has ended.</summary>
    /// <exception cref="RefusedException">The system will grant nothing any more.</exception>
    public async Task<Permit> Take(CancellationToken ct)
    {
        var turn = new TaskCompletionSource<Permit>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_refused is not null)
            {
                throw new RefusedException(_refused.Refusal, _refused.Message);
            }

            _waiting.Enqueue(turn);
            Dispatch();
        }

        await using var registration = ct.Register(() => turn.TrySetCanceled(ct)).ConfigureAwait(false);
        return await turn.Task;
    }

    /// <summary>What to ask the system's grain for. Reserved starts are not given up for new ones: they stand earlier on its time line.</summary>
    public LeasePermits Wish(string holder, int wanted)
    {
        lock (_lock)
        {
            var wish = new LeasePermits(holder, wanted, _inFlight, IsPaced && _starts > 0 ? 0 : wanted, _answered, _overloaded);
            (_answered, _overloaded) = (0, 0);
            return wish;
        }
    }

    public void Fill(PermitGrant grant)
    {
        lock (_lock)
        {
            _slots = grant.Slots;
            if (grant.Calls > 0)
            {
                (_starts, _spacing, _nextStart) = (grant.Calls, grant.Spacing, time.GetUtcNow() + grant.FirstAfter);
            }
            else if (!IsPaced)
            {
                _starts = 0;
            }

            Dispatch();
        }
    }

    /// <summary>The lease ran out: no slot is ours any more, and calls in flight are to end.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            _slots = 0;
            _lost.Cancel();
            _lost = new();
        }
    }

    /// <summary>Nothing will be granted any more.</summary>
    public void Close(RefusedException refused)
    {
        lock (_lock)
        {
            _refused = refused;
            while (_waiting.TryDequeue(out var turn))
            {
                turn.TrySetException(refused);
            }
        }
    }

    /// <summary>
    /// Starts what may start now. Answers when to call again at the latest, and a task that ends when there is news before
    /// that; null when all granted starts are spent and somebody waits for more, or when the service said that it is overloaded.
    /// </summary>
    public (DateTimeOffset Next, Task News)? Spend(DateTimeOffset until)
    {
        lock (_lock)
        {
            Dispatch();
            if (_overloaded > 0 || (IsPaced && _starts == 0 && _waiting.Count > 0))
            {
                return null;
            }

            var due = IsPaced && _waiting.Count > 0 && _inFlight < _slots;
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return (due && _nextStart < until ? _nextStart : until, _news.Task);
        }
    }

    public void Dispose() => _lost.Dispose();

    private void Dispatch()
    {
        var now = time.GetUtcNow();
        while (_inFlight < _slots && _starts > 0 && now >= _nextStart && _waiting.TryDequeue(out var turn))
        {
            if (turn.TrySetResult(new Permit(this, _lost.Token)))
            {
                _inFlight++;
                _starts -= IsPaced ? 1 : 0;
                _nextStart = now + _spacing;
            }
        }

        if (IsPaced && _waiting.Count > 0)
        {
            _news.TrySetResult();
        }
    }

    private void Overload()
    {
        lock (_lock)
        {
            _overloaded++;
            _news.TrySetResult();
        }
    }

    private void GiveBack()
    {
        lock (_lock)
        {
            _inFlight--;
            _answered++;
            Dispatch();
        }
    }

    /// <summary>One call may be in flight.</summary>
    internal sealed class Permit(PermitPurse purse, CancellationToken lost) : IDisposable
    {
        /// <summary>Fires when the lease ran out and the call must end.</summary>
        public CancellationToken Lost { get; } = lost;

        /// <summary>The service answered that it has too much to do (429, 503).</summary>
        public void Overloaded() => purse.Overload();

        public void Dispose() => purse.GiveBack();
    }
}

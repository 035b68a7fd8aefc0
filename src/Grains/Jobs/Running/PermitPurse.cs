using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// What a run may do right now: slots for calls in flight, and starts with their pace. Hands them to those who wait, in order,
/// and nothing after the lease has run out, however late this process notices that. Each call needs a place in its silo as well.
/// </summary>
internal sealed class PermitPurse(SteadyClock clock, CallGate gate) : IDisposable
{
    // Later than this a start would fall among those of the next holder.
    private static readonly TimeSpan MostLate = TimeSpan.FromMilliseconds(250);

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
    private DateTimeOffset _startsUntil;
    private DateTimeOffset _validUntil;
    private bool _isLimited = true;
    private bool _hasPlace;
    private bool _isQueued;

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

    /// <summary>
    /// What to ask the system's grain for: starts only for those who wait and could go. Reserved starts are not given up for
    /// new ones: they stand earlier on its time line. Until the answer is here no more calls are open than it says, since the
    /// grain may give the rest to others.
    /// </summary>
    public LeasePermits Wish(string holder, int wanted)
    {
        lock (_lock)
        {
            DropLateStarts(clock.Now);
            var starts = _isQueued || (IsPaced && _starts > 0) ? 0 : Math.Clamp(_slots - _inFlight, 0, _waiting.Count);
            var wish = new LeasePermits(holder, wanted, _inFlight, starts, _answered, _overloaded);
            (_answered, _overloaded) = (0, 0);
            _slots = _isLimited ? Math.Min(_slots, _inFlight) : _slots;
            return wish;
        }
    }

    /// <param name="grant">From the system's grain.</param>
    /// <param name="askedAt">The grain counts from when it granted, which is no earlier than this and no later than now.</param>
    /// <returns>Until when it holds.</returns>
    public DateTimeOffset Fill(PermitGrant grant, DateTimeOffset askedAt)
    {
        lock (_lock)
        {
            (_slots, _spacing, _isLimited) = (grant.Slots, grant.Spacing, grant.IsLimited);
            _validUntil = _isLimited ? askedAt + grant.ValidFor : DateTimeOffset.MaxValue;
            if (grant.Calls > 0)
            {
                (_starts, _nextStart) = (grant.Calls, clock.Now + grant.FirstAfter);
                _startsUntil = askedAt + grant.FirstAfter + (grant.Calls * grant.Spacing) + MostLate;
            }

            Dispatch();
            return _validUntil;
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
            var due = IsPaced && !_isQueued && _waiting.Count > 0 && _inFlight < _slots;
            if (_overloaded > 0 || (due && _starts == 0))
            {
                return null;
            }

            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return (due && _nextStart < until ? _nextStart : until, _news.Task);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _slots = 0;
            Dispatch();
        }

        _lost.Dispose();
    }

    private void Dispatch()
    {
        var now = clock.Now;
        DropLateStarts(now);
        while (IsWanted(now) && MayStart(now) && HasPlace())
        {
            Start(now);
        }

        // It is kept where only the pace is missing: who has waited for a place and let its starts lapse would never begin.
        if (_hasPlace && !IsWanted(now))
        {
            _hasPlace = false;
            gate.Leave();
        }

        if (IsPaced && _waiting.Count > 0)
        {
            _news.TrySetResult();
        }
    }

    private bool IsWanted(DateTimeOffset now) => now < _validUntil && _inFlight < _slots && _waiting.Count > 0;

    private bool HasPlace()
    {
        if (!_hasPlace && !_isQueued)
        {
            _hasPlace = gate.TryEnter(Offer);
            _isQueued = !_hasPlace;
        }

        return _hasPlace;
    }

    private void Offer()
    {
        lock (_lock)
        {
            (_hasPlace, _isQueued) = (true, false);
            Dispatch();
        }
    }

    private void Start(DateTimeOffset now)
    {
        if (_waiting.Dequeue().TrySetResult(new Permit(this, _lost.Token)))
        {
            _hasPlace = false;
            _inFlight++;
            _starts -= IsPaced ? 1 : 0;
            _nextStart = now + _spacing;
        }
    }

    private bool MayStart(DateTimeOffset now) => !IsPaced || (_starts > 0 && now >= _nextStart);

    private void DropLateStarts(DateTimeOffset now) => _starts = now > _startsUntil ? 0 : _starts;

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
            gate.Leave();
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

using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Holds what the system's grain leased to this run and hands it to the workers, call by call. Renews while it
/// lives; when a lease runs out unrenewed, calls in flight are given up, for their slots are no longer ours.
/// </summary>
internal sealed class PermitWallet : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly ISystemGrain _system;
    private readonly string _holder;
    private readonly int _wanted;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<Permit>> _waiting = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _keeping;
    private CancellationTokenSource _lost = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RefusedException? _refused;
    private int _slots;
    private int _calls;
    private int _inFlight;
    private TimeSpan _spacing;
    private DateTimeOffset _nextStart;

    public PermitWallet(ISystemGrain system, string holder, int wanted, TimeProvider time)
    {
        (_system, _holder, _wanted, _time) = (system, holder, wanted, time);
        _keeping = Task.Run(Keep);
    }

    private bool Paced => _spacing > TimeSpan.Zero;

    /// <summary>Waits until a call may start. Dispose the permit when the call has ended.</summary>
    public async Task<Permit> Enter(CancellationToken ct)
    {
        TaskCompletionSource<Permit> turn;
        lock (_lock)
        {
            if (_refused is not null)
            {
                throw new RefusedException(_refused.Refusal, _refused.Message);
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            Dispatch();
        }

        await using var _ = ct.Register(() => turn.TrySetCanceled(ct)).ConfigureAwait(false);
        return await turn.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _system.Return(_holder);
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException)
        {
            // The lease runs out by itself.
        }
    }

    private void Exit()
    {
        lock (_lock)
        {
            _inFlight--;
            Dispatch();
        }
    }

    private void Dispatch()
    {
        var now = _time.GetUtcNow();
        while (_inFlight < _slots && _calls > 0 && now >= _nextStart && _waiting.TryDequeue(out var turn))
        {
            if (turn.TrySetResult(new Permit(this, _lost.Token)))
            {
                _inFlight++;
                _calls -= Paced ? 1 : 0;
                _nextStart = now + _spacing;
            }
        }

        if (Paced && _waiting.Count > 0)
        {
            _news.TrySetResult();
        }
    }

    private async Task Keep()
    {
        try
        {
            for (var validUntil = _time.GetUtcNow(); ;)
            {
                // The grain counts from when it granted, which is no earlier than when we asked.
                var askedAt = _time.GetUtcNow();
                var grant = await Lease();
                var now = _time.GetUtcNow();
                if (grant is not null)
                {
                    Take(grant, now);
                    validUntil = askedAt + grant.ValidFor;
                }
                else if (now >= validUntil)
                {
                    Lose();
                }

                var renewIn = grant is null || grant.Slots < _wanted ? Soon : grant.ValidFor / 2;
                await Spend(now + renewIn, granted: grant is { Calls: > 0 });
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Closed by its owner.
        }
        catch (RefusedException refused)
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
    }

    /// <summary>Starts calls as their time comes, until the lease is to be renewed or what was granted is spent.</summary>
    private async Task Spend(DateTimeOffset renewAt, bool granted)
    {
        while (true)
        {
            var now = _time.GetUtcNow();
            Task news;
            DateTimeOffset next;
            lock (_lock)
            {
                Dispatch();
                var spent = Paced && _calls == 0 && _waiting.Count > 0;
                if ((spent && granted) || now >= renewAt)
                {
                    return;
                }

                var due = Paced && _calls > 0 && _waiting.Count > 0 && _inFlight < _slots;
                next = due && _nextStart < renewAt ? _nextStart : renewAt;
                _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
                news = _news.Task;
            }

            if (next > now)
            {
                await Task.WhenAny(news, Task.Delay(next - now, _time, _closed.Token));
            }

            _closed.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<PermitGrant?> Lease()
    {
        try
        {
            LeasePermits want;
            lock (_lock)
            {
                // Reserved starts are not given up for new ones: they stand earlier on the system's time line.
                want = new(_holder, _wanted, _inFlight, Paced && _calls > 0 ? 0 : _wanted);
            }

            return await _system.Lease(want);
        }
        catch (Exception silent) when (silent is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    private void Take(PermitGrant grant, DateTimeOffset now)
    {
        lock (_lock)
        {
            _slots = grant.Slots;
            if (grant.Calls > 0)
            {
                (_calls, _spacing, _nextStart) = (grant.Calls, grant.Spacing, now + grant.FirstAfter);
            }
            else if (!Paced)
            {
                _calls = 0;
            }

            Dispatch();
        }
    }

    private void Lose()
    {
        lock (_lock)
        {
            _slots = 0;
            _lost.Cancel();
            _lost = new();
        }
    }

    /// <summary>One call may be in flight.</summary>
    internal sealed class Permit(PermitWallet wallet, CancellationToken lost) : IDisposable
    {
        /// <summary>Fires when the lease ran out and the call must end.</summary>
        public CancellationToken Lost { get; } = lost;

        public void Dispose() => wallet.Exit();
    }
}

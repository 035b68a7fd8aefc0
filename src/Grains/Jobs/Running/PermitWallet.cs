using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Keeps a run's lease on its system's limits: renews it at half time, sooner when starts are spent or slots are
/// missing, and gives up calls in flight when it ran out unrenewed, also while an answer is awaited, for their slots are no
/// longer ours.
/// </summary>
internal sealed class PermitWallet : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ISystemGrain _system;
    private readonly string _holder;
    private readonly int _wanted;
    private readonly TimeProvider _time;
    private readonly SteadyClock _clock;
    private readonly PermitPurse _purse;
    private readonly CancellationTokenSource _closed = new();
    private readonly Lazy<Task> _keeping;

    public PermitWallet(ISystemGrain system, string holder, int wanted, CallGate gate, TimeProvider time)
    {
        (_system, _holder, _wanted, _time) = (system, holder, wanted, time);
        _clock = new(time);
        _purse = new(_clock, gate);

        // A run that waits for hours before its first call takes nothing from others meanwhile.
        _keeping = new(() => Task.Run(Keep));
    }

    /// <inheritdoc cref="PermitPurse.Take"/>
    public Task<PermitPurse.Permit> Enter(CancellationToken ct)
    {
        _ = _keeping.Value;
        return _purse.Take(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        if (_keeping.IsValueCreated)
        {
            await _keeping.Value;
            await GiveBack();
        }

        _closed.Dispose();
        _purse.Dispose();
    }

    private async Task GiveBack()
    {
        try
        {
            await _system.Return(_holder);
        }
        catch (Exception lost) when (lost.MayPass)
        {
            // The lease runs out by itself.
        }
    }

    private async Task Keep()
    {
        try
        {
            for (var validUntil = _clock.Now; ;)
            {
                var askedAt = _clock.Now;
                var wish = _purse.Wish(_holder, _wanted);
                var grant = await Lease(wish, validUntil);
                if (grant is not null)
                {
                    validUntil = _purse.Fill(grant, askedAt);
                }

                var isShort = grant is null || grant.Slots < _wanted || (grant.Calls == 0 && wish.Calls > 0);
                await Spend(_clock.Now + (isShort ? Soon : grant!.ValidFor / 2), mayEndEarly: grant is not null && (grant.Calls > 0 || wish.Calls == 0));
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Closed by its owner.
        }
        catch (RefusedException refused)
        {
            // The system was removed: the run ends with its words.
            _purse.Close(refused);
        }
    }

    private async Task Spend(DateTimeOffset renewAt, bool mayEndEarly)
    {
        while (_clock.Now < renewAt)
        {
            if (_purse.Spend(renewAt) is not var (next, news))
            {
                if (mayEndEarly)
                {
                    return;
                }

                (next, news) = (renewAt, Task.Delay(Timeout.InfiniteTimeSpan, _time, _closed.Token));
            }

            await Until(next, news);
            _closed.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Null when the grain cannot be asked now. The lease may run out while the answer is awaited.</summary>
    private async Task<PermitGrant?> Lease(LeasePermits wish, DateTimeOffset validUntil)
    {
        try
        {
            var answer = _system.Lease(wish);
            await Until(validUntil, answer);
            if (_clock.Now >= validUntil)
            {
                _purse.Lose();
            }

            return await answer.WaitAsync(_closed.Token);
        }
        catch (Exception silent) when (silent.MayPass)
        {
            return null;
        }
    }

    private async Task Until(DateTimeOffset until, Task news)
    {
        if (until - _clock.Now is var pause && pause > TimeSpan.Zero)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
            await Task.WhenAny(news, Task.Delay(pause < Longest ? pause : Longest, _time, over.Token));
            await over.CancelAsync();
        }
    }
}

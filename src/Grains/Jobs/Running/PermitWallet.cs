using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Keeps a run's lease on its system's limits: renews it at half time, sooner when starts are spent or slots are
/// missing, and gives up calls in flight when it ran out unrenewed, for their slots are no longer ours.
/// </summary>
internal sealed class PermitWallet : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly ISystemGrain _system;
    private readonly string _holder;
    private readonly int _wanted;
    private readonly TimeProvider _time;
    private readonly PermitPurse _purse;
    private readonly CancellationTokenSource _closed = new();
    private readonly Lazy<Task> _keeping;

    public PermitWallet(ISystemGrain system, string holder, int wanted, TimeProvider time)
    {
        (_system, _holder, _wanted, _time) = (system, holder, wanted, time);
        _purse = new(time);
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
        catch (Exception lost) when (PassingFault.Is(lost))
        {
            // The lease runs out by itself.
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
                    _purse.Fill(grant);
                    validUntil = askedAt + grant.ValidFor;
                }
                else if (now >= validUntil)
                {
                    _purse.Lose();
                }

                var renewIn = grant is null || grant.Slots < _wanted ? Soon : grant.ValidFor / 2;
                await Spend(now + renewIn, mayEndEarly: grant is { Calls: > 0 });
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
        while (_time.GetUtcNow() < renewAt)
        {
            if (_purse.Spend(renewAt) is not var (next, news))
            {
                if (mayEndEarly)
                {
                    return;
                }

                (next, news) = (renewAt, Task.Delay(Timeout.InfiniteTimeSpan, _time, _closed.Token));
            }

            var pause = next - _time.GetUtcNow();
            if (pause > TimeSpan.Zero)
            {
                await Task.WhenAny(news, Task.Delay(pause, _time, _closed.Token));
            }

            _closed.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<PermitGrant?> Lease()
    {
        try
        {
            return await _system.Lease(_purse.Wish(_holder, _wanted));
        }
        catch (Exception silent) when (PassingFault.Is(silent))
        {
            return null;
        }
    }
}

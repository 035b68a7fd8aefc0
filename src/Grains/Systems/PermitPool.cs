using BenchHub.Systems;

namespace BenchHub.Grains.Systems;

/// <summary>
/// Shares a system's limits among the holders that call it. Slots (calls in flight) are leased for a few seconds;
/// starts are placed on one time line, 1 / rate apart (the generic cell rate algorithm, ITU-T I.371).
/// Lives in memory: it does not know what its predecessor leased, so it adds nothing until that must have run out.
/// </summary>
/// <param name="predecessorEnded">Since when nobody else grants anything; null where nobody ever did.</param>
internal sealed class PermitPool(DateTimeOffset? predecessorEnded)
{
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(5);

    // What a holder needs to end its calls once it may not have them.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, Lease> _leases = [];
    private readonly AdaptiveWindow _window = new();
    private readonly DateTimeOffset? _quietUntil = predecessorEnded + LeaseTime;
    private DateTimeOffset _nextStart;

    /// <summary>The answer of a system without limits, which needs no pool.</summary>
    public static PermitGrant Unlimited(LeasePermits want) => new(want.Slots, want.Calls, TimeSpan.Zero, TimeSpan.Zero, LeaseTime);

    public PermitGrant Grant(LeasePermits want, SystemLimits limits, DateTimeOffset now)
    {
        foreach (var (holder, lease) in _leases)
        {
            if (lease.Until <= now)
            {
                _leases.Remove(holder);
            }
        }

        if (limits.Adaptive)
        {
            _window.Observe(_leases.Values.Sum(static lease => lease.Held), want.Answered, want.Overloaded, now);
        }

        _leases.Remove(want.Holder);
        var slots = Slots(want, limits.Adaptive ? _window.Within(limits.Concurrency) : limits.Concurrency, now);
        var (calls, firstAfter, spacing) = Starts(want.Calls, limits.CallsPerSecond, now);

        // Open calls above the slots may end; until then nobody else has their places.
        _leases[want.Holder] = new(Math.Max(want.InFlight, slots), want.Slots, now + LeaseTime);

        return new(slots, calls, firstAfter, spacing, LeaseTime - Margin, IsLimited: true);
    }

    public void Return(string holder) => _leases.Remove(holder);

    private int Slots(LeasePermits want, int? limit, DateTimeOffset now)
    {
        if (limit is not { } all)
        {
            return want.Slots;
        }

        // Open calls were granted once and cannot be taken back, whoever granted them.
        if (now < _quietUntil)
        {
            return want.InFlight;
        }

        // Each of the others keeps what it holds, and finds its fair share or what it wants of it.
        var fair = Math.Max(1, all / (_leases.Count + 1));
        var left = all - _leases.Values.Sum(lease => Math.Max(lease.Held, Math.Min(lease.Wanted, fair)));
        var free = all - _leases.Values.Sum(static lease => lease.Held);
        return Math.Clamp(Math.Min(Math.Max(fair, left), free), 0, want.Slots);
    }

    private (int Calls, TimeSpan FirstAfter, TimeSpan Spacing) Starts(int wanted, double? perSecond, DateTimeOffset now)
    {
        if (perSecond is not { } rate)
        {
            return (wanted, TimeSpan.Zero, TimeSpan.Zero);
        }

        // Predecessors placed their last start before the quiet time ends.
        var spacing = TimeSpan.FromSeconds(1 / rate);
        var first = Latest(now, _nextStart, _quietUntil + spacing ?? now);
        if (wanted == 0 || first - now >= LeaseTime)
        {
            return (0, TimeSpan.Zero, spacing);
        }

        // A second's worth at a time, so that holders take turns; none later than leases last.
        var room = (int)Math.Ceiling((now + LeaseTime - first) / spacing);
        var calls = Math.Min(wanted, Math.Clamp((int)rate, 1, room));
        _nextStart = first + (calls * spacing);
        return (calls, first - now, spacing);
    }

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset> times)
    {
        var latest = times[0];
        foreach (var time in times)
        {
            latest = time > latest ? time : latest;
        }

        return latest;
    }

    private readonly record struct Lease(int Held, int Wanted, DateTimeOffset Until);
}

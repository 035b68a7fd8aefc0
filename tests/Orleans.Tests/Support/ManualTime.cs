namespace BenchHub.Orleans.Tests.Support;

/// <summary>A clock that moves when the test says so and then runs the timers that are due, in order.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (true)
        {
            Timer? due;
            lock (_lock)
            {
                due = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                _now = due is null ? end : due.Due!.Value > _now ? due.Due.Value : _now;
                due?.Next();
            }

            if (due is null)
            {
                return;
            }

            due.Callback();
        }
    }

    /// <summary>Advances step by step until the gate is open; before each step, what the last one started has some real time to go on.</summary>
    public async Task AdvanceUntil(Gates gates, string gate, TimeSpan step)
    {
        var passed = gates.Pass(gate);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!passed.IsCompleted && await pace.WaitForNextTickAsync())
        {
            Advance(step);
        }

        await passed;
    }

    private sealed class Timer(ManualTime time, Action callback) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public Action Callback => callback;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                if (Due is not null)
                {
                    time._timers.Add(this);
                }

                return true;
            }
        }

        public void Next()
        {
            Due = _period > TimeSpan.Zero ? time._now + _period : null;
            if (Due is null)
            {
                time._timers.Remove(this);
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

using System.Collections.Concurrent;

namespace BenchHub.Connectors.Tests;

/// <summary>
/// Time in which every wait shorter than the given one is over at once and is written down, so that a test sees the
/// delays between attempts without living through them. Longer ones, such as the timeout of a call, never end.
/// </summary>
internal sealed class ShortWaits(TimeSpan longerThan) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= longerThan)
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }

        _waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

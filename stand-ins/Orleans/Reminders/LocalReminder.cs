using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>The timer of one reminder. Ticks are due at whole periods after the first; one that is missed is not made up for.</summary>
internal sealed partial class LocalReminder : IDisposable
{
    // Timers cannot wait longer than 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly IRemindable _grain;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private DateTime _due;

    public LocalReminder(ReminderEntry entry, IRemindable grain, TimeProvider time, ILogger logger)
    {
        (Entry, _grain, _time, _logger) = (entry, grain, time, logger);
        _due = NextTick(entry, Now);
        _timer = time.CreateTimer(_ => _ = OnTimer(), null, Wait, Timeout.InfiniteTimeSpan);
    }

    public ReminderEntry Entry { get; }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private TimeSpan Wait
    {
        get
        {
            var wait = _due - Now;
            return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait;
        }
    }

    public void Dispose() => _timer.Dispose();

    private static DateTime NextTick(ReminderEntry entry, DateTime now)
    {
        if (entry.StartAt >= now)
        {
            return entry.StartAt;
        }

        var periods = (now - entry.StartAt).Ticks / entry.Period.Ticks;
        return entry.StartAt + ((periods + 1) * entry.Period);
    }

    private async Task OnTimer()
    {
        if (Now >= _due)
        {
            try
            {
                await _grain.ReceiveReminder(Entry.ReminderName, new TickStatus(Entry.StartAt, Entry.Period, Now));
            }
            catch (Exception exception)
            {
                LogTickFailed(_logger, exception, Entry.ReminderName, Entry.GrainId);
            }

            _due = NextTick(Entry, Now.AddTicks(1));
        }

        _timer.Change(Wait, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The reminder {Name} of {Grain} failed; the next tick comes at its time")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, string name, GrainId grain);
}

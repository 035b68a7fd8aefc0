namespace BenchHub.Grains.Schedules;

/// <summary>Wakes a schedule: a timer for the second, a reminder for the case that the timer's silo is gone.</summary>
/// <param name="grain">Which must be <see cref="IRemindable"/>.</param>
/// <param name="time">The clock by which instants are due.</param>
/// <param name="look">What the grain does then, in a turn of its own.</param>
internal sealed class ScheduleAlarm(Grain grain, TimeProvider time, Func<Task> look)
{
    private const string WakeReminder = "due";

    /// <summary>How soon after an instant is looked again as long as it is due.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private IGrainTimer? _timer;

    /// <summary>Looks when the instant comes, and every few seconds after it; null for never.</summary>
    public void Set(DateTimeOffset? due)
    {
        if (due is null)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        var wait = due.Value - time.GetUtcNow();
        Set(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestSleep ? LongestSleep : wait);
    }

    /// <summary>Looks in a few seconds: what is due has to wait for something.</summary>
    public void SetAgain() => Set(LookAgain);

    /// <summary>Embedded, reminders end with the process; waking sets them again.</summary>
    public async Task Remind(bool wanted)
    {
        var reminder = await grain.GetReminder(WakeReminder);
        if (wanted && reminder is null)
        {
            await grain.RegisterOrUpdateReminder(WakeReminder, RemindEvery, RemindEvery);
        }
        else if (!wanted && reminder is not null)
        {
            await grain.UnregisterReminder(reminder);
        }
    }

    private void Set(TimeSpan wait)
    {
        _timer ??= grain.RegisterGrainTimer(look, new() { DueTime = LongestSleep, Period = LookAgain, KeepAlive = true });
        _timer.Change(wait, LookAgain);
    }
}

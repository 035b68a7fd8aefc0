namespace BenchHub.Grains.Schedules;

/// <summary>
/// The five fields of crontab(5): minute, hour, day of month, month, day of week; or one of @hourly, @daily, @midnight, @weekly,
/// @monthly, @yearly and @annually. Where neither day field begins with <c>*</c>, a day that either of them names counts.
/// </summary>
internal sealed record CronExpression(CronValues Minutes, CronValues Hours, CronValues Days, CronValues Months, CronValues Weekdays)
{
    // The longest wait there can be: a year without 29 February at the turn of a century makes weekdays of a date come back after 12 years.
    private const int LongestYears = 12;
    private const int LongestText = 300;

    /// <exception cref="RefusedException">The text is no such expression, or names no day that ever comes.</exception>
    public static CronExpression Parse(string text)
    {
        if (text.Length > LongestText)
        {
            throw new RefusedException(Refusal.Invalid, $"The cron expression has {text.Length} characters; at most {LongestText} are taken.", "cron");
        }

        var fields = Spelled(text.Trim()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5)
        {
            throw new RefusedException(
                Refusal.Invalid,
                $"The cron expression '{text}' has {fields.Length} fields; it needs five: minute, hour, day of month, month, day of week, such as '30 2 * * MON-FRI'{(fields.Length == 6 ? "; seconds and years are not taken" : "")}.",
                "cron");
        }

        var cron = new CronExpression(
            CronField.Minute.Parse(fields[0]), CronField.Hour.Parse(fields[1]), CronField.Day.Parse(fields[2]),
            CronField.Month.Parse(fields[3]), CronField.Weekday.Parse(fields[4]));
        return cron.DaysFrom(new(2096, 1, 1)).Any()
            ? cron
            : throw new RefusedException(Refusal.Invalid, $"The cron expression '{text}' names a day that no month has, so it would never run.", "cron");
    }

    /// <summary>Whether every hour of the day counts: such a schedule goes by time that passes, others by what the clock shows.</summary>
    public bool IsHourly => Hours.Count == 24;

    public bool Matches(DateOnly day)
    {
        var (date, weekday) = (Days.Has(day.Day), Weekdays.Has((int)day.DayOfWeek));
        return Months.Has(day.Month) && (Days.IsStar || Weekdays.IsStar ? date && weekday : date || weekday);
    }

    /// <summary>The days that count, from <paramref name="first"/> on, as long as one can come.</summary>
    public IEnumerable<DateOnly> DaysFrom(DateOnly first)
    {
        var last = first;
        for (var day = first; day < last.AddYears(LongestYears).AddDays(2); day = day.AddDays(1))
        {
            if (Matches(day))
            {
                last = day;
                yield return day;
            }
        }
    }

    private static string Spelled(string text) => text.ToLowerInvariant() switch
    {
        "@hourly" => "0 * * * *",
        "@daily" or "@midnight" => "0 0 * * *",
        "@weekly" => "0 0 * * 0",
        "@monthly" => "0 0 1 * *",
        "@yearly" or "@annually" => "0 0 1 1 *",
        ['@', ..] => throw new RefusedException(
            Refusal.Invalid, $"'{text}' is no cron expression; of words there are @hourly, @daily, @weekly, @monthly and @yearly.", "cron"),
        _ => text,
    };
}

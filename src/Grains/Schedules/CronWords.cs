using System.Globalization;

namespace BenchHub.Grains.Schedules;

/// <summary>A cron expression as people say it: <c>At 02:30 on Monday to Friday</c>.</summary>
internal static class CronWords
{
    private const int MostTimes = 4;
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    public static string Describe(this CronExpression cron)
    {
        var time = Time(cron);
        return $"{char.ToUpperInvariant(time[0])}{time[1..]} {Days(cron)}";
    }

    private static string Time(CronExpression cron) => cron switch
    {
        { IsHourly: true, Minutes.Count: 60 } => "every minute",
        { IsHourly: true, Minutes: var minutes } when Step(minutes, 60) is { } step => $"every {step} minutes",
        { IsHourly: true } => $"at {Minutes(cron.Minutes)} of every hour",
        _ when cron.Hours.Count * cron.Minutes.Count <= MostTimes =>
            $"at {List(from hour in cron.Hours.All from minute in cron.Minutes.All select $"{hour:00}:{minute:00}")}",
        { Minutes.Count: 60 } => $"every minute of {Hours(cron.Hours)}",
        _ => $"at {Minutes(cron.Minutes)} of {Hours(cron.Hours)}",
    };

    private static string Days(CronExpression cron)
    {
        var date = cron.Days.Count == 31 ? null : $"on day {List(Runs(cron.Days, static day => $"{day}"))} of the month";
        var weekday = cron.Weekdays.Count == 7 ? null : $"on {List(Runs(cron.Weekdays, static day => Names.GetDayName((DayOfWeek)day)))}";
        var days = (date, weekday, cron.Days.IsStar || cron.Weekdays.IsStar) switch
        {
            (null, null, _) => "every day",
            (null, var one, _) => one,
            (var one, null, _) => one,
            (var one, var other, true) => $"{one} if it is {other[3..]}",
            (var one, var other, _) => $"{one} or {other}",
        };
        return cron.Months.Count == 12 ? days : $"{days} in {List(Runs(cron.Months, Names.GetMonthName))}";
    }

    private static string Minutes(CronValues minutes) => $"minute{(minutes.Count == 1 ? "" : "s")} {List(Runs(minutes, static minute => $"{minute}"))}";

    private static string Hours(CronValues hours) => $"hour{(hours.Count == 1 ? "" : "s")} {List(Runs(hours, static hour => $"{hour}"))}";

    private static int? Step(CronValues values, int whole) =>
        values.Count > 1 && whole % values.Count == 0 && values.All.Select((value, place) => value == place * (whole / values.Count)).All(static fits => fits)
            ? whole / values.Count
            : null;

    /// <summary>Three or more in a row are a range.</summary>
    private static IEnumerable<string> Runs(CronValues values, Func<int, string> name)
    {
        List<int> all = [.. values.All];
        for (var first = 0; first < all.Count;)
        {
            var last = first;
            while (last + 1 < all.Count && all[last + 1] == all[last] + 1)
            {
                last++;
            }

            if (last - first >= 2)
            {
                yield return $"{name(all[first])} to {name(all[last])}";
                first = last + 1;
            }
            else
            {
                yield return name(all[first++]);
            }
        }
    }

    private static string List(IEnumerable<string> parts)
    {
        List<string> all = [.. parts];
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}

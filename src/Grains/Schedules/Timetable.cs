using System.Text.RegularExpressions;

namespace BenchHub.Grains.Schedules;

/// <summary>
/// The instants of a cron expression in a time zone. A time that the clock skips comes once, when the clock goes on; one
/// that it shows twice comes once, at its first showing. An expression over all 24 hours knows neither: it comes as hours pass.
/// </summary>
internal sealed partial record Timetable(CronExpression Cron, TimeZoneInfo Zone)
{
    /// <exception cref="RefusedException">The expression or the zone cannot be read.</exception>
    public static Timetable Parse(string cron, string timeZone) => new(CronExpression.Parse(cron), Find(timeZone));

    /// <summary>Every instant later than <paramref name="after"/>, in order, in UTC.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset after)
    {
        // A clock that is set back over midnight shows the day before once more.
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, Zone).DateTime).AddDays(-1);
        var last = after;
        foreach (var instant in Cron.DaysFrom(first).SelectMany(Of).Where(instant => instant > last))
        {
            last = instant;
            yield return instant;
        }
    }

    private IEnumerable<DateTimeOffset> Of(DateOnly day)
    {
        var times =
            from hour in Cron.Hours.All
            from minute in Cron.Minutes.All
            from instant in Instants(day.ToDateTime(new(hour, minute)))
            select instant;
        return times.Order();
    }

    private IEnumerable<DateTimeOffset> Instants(DateTime local)
    {
        if (Zone.IsInvalidTime(local))
        {
            return Cron.IsHourly ? [] : [ClockGoesOn(local)];
        }

        if (Zone.IsAmbiguousTime(local))
        {
            var showings = Zone.GetAmbiguousTimeOffsets(local).Select(offset => Utc(local, offset)).Order();
            return Cron.IsHourly ? showings : showings.Take(1);
        }

        return [Utc(local, Zone.GetUtcOffset(local))];
    }

    private DateTimeOffset ClockGoesOn(DateTime skipped)
    {
        var before = skipped;
        while (Zone.IsInvalidTime(before))
        {
            before = before.AddMinutes(-1);
        }

        return Utc(before, Zone.GetUtcOffset(before)).AddMinutes(1);
    }

    private static DateTimeOffset Utc(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();

    private static TimeZoneInfo Find(string id) => Name().IsMatch(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        ? zone
        : throw new RefusedException(Refusal.Invalid, $"'{id}' is no time zone; name one of the IANA list, such as UTC, Europe/Berlin or Asia/Seoul.", "timeZone");

    // The name becomes part of a path.
    [GeneratedRegex("^[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,2}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}

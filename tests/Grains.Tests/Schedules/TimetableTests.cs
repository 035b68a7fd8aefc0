using BenchHub.Grains.Schedules;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Grains.Tests.Schedules;

public sealed class TimetableTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Asia/Seoul", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "Pacific/Apia"];

    // Berlin's clock goes from 02:00 to 03:00 on 2026-03-29 (01:00 UTC), and from 03:00 back to 02:00 on 2026-10-25 (01:00 UTC).
    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T12:00", "2026-03-29T01:00", "2026-03-30T00:30")] // skipped: when the clock goes on
    [InlineData("0,30 2,3 * * *", "2026-03-29T00:00", "2026-03-29T01:00", "2026-03-29T01:30", "2026-03-30T00:00")] // and only once
    [InlineData("30 2 * * *", "2026-10-24T12:00", "2026-10-25T00:30", "2026-10-26T01:30")] // shown twice: the first time
    [InlineData("30 2 * * *", "2026-10-25T00:45", "2026-10-26T01:30")] // and not again between the two
    [InlineData("30 * * * *", "2026-03-29T00:00", "2026-03-29T00:30", "2026-03-29T01:30", "2026-03-29T02:30")] // each hour: as hours pass
    [InlineData("30 * * * *", "2026-10-24T23:00", "2026-10-24T23:30", "2026-10-25T00:30", "2026-10-25T01:30", "2026-10-25T02:30")]
    [InlineData("0 9 * * *", "2026-03-28T12:00", "2026-03-29T07:00", "2026-03-30T07:00")] // nine o'clock stays nine o'clock
    [InlineData("0 0 29 2 *", "2026-01-01T00:00", "2028-02-28T23:00", "2032-02-28T23:00")]
    [InlineData("0 12 31 * *", "2026-01-31T12:00", "2026-03-31T10:00", "2026-05-31T10:00", "2026-07-31T10:00", "2026-08-31T10:00")]
    [InlineData("0 12 28-31 2 *", "2026-01-01T00:00", "2026-02-28T11:00", "2027-02-28T11:00", "2028-02-28T11:00", "2028-02-29T11:00")]
    public void After_InBerlin_IsWhatTheClockThereShows(string cron, string after, params string[] expected) => AssertNext(cron, "Europe/Berlin", after, expected);

    // Seoul is nine hours ahead the whole year.
    [Theory]
    [InlineData("30 2 * * MON", "2026-03-28T00:00", "2026-03-29T17:30", "2026-04-05T17:30")]
    [InlineData("0 0 1 * *", "2026-01-31T14:59", "2026-01-31T15:00", "2026-02-28T15:00")]
    [InlineData("0 9 * * *", "2026-01-01T00:00", "2026-01-02T00:00")] // an instant is never after itself
    public void After_InSeoul_IsWhatTheClockThereShows(string cron, string after, params string[] expected) => AssertNext(cron, "Asia/Seoul", after, expected);

    [Fact]
    public void After_29FebruaryOverTheEndOfACentury_WaitsEightYears() => AssertNext("0 0 29 2 *", "UTC", "2096-02-29T00:00", ["2104-02-29T00:00"]);

    // Havana's clock goes back from 01:00 to 00:00 on 2026-11-01, and forward from 00:00 to 01:00 on 2026-03-08: the day begins at one.
    [Fact]
    public void After_AClockThatIsSetAtMidnight_MissesNoDay()
    {
        AssertNext("0 0 * * *", "America/Havana", "2026-03-07T12:00", ["2026-03-08T05:00", "2026-03-09T04:00"]);
        AssertNext("0 0 * * *", "America/Havana", "2026-10-31T12:00", ["2026-11-01T04:00", "2026-11-02T05:00"]);
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("/dev/zero")]
    [InlineData("../../../etc/passwd")]
    [InlineData("Europe/")]
    [InlineData("")]
    public void Parse_NoTimeZone_IsRefused(string zone)
    {
        var refused = Assert.Throws<RefusedException>(() => Timetable.Parse("@daily", zone));

        Assert.Equal("timeZone", refused.Field);
        Assert.EndsWith("is no time zone; name one of the IANA list, such as UTC, Europe/Berlin or Asia/Seoul.", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The oracle looks at each minute that passes and asks what the clock shows; it knows nothing of days or transitions.</summary>
    [Fact]
    public void After_AnyExpressionAwayFromTransitions_IsEveryMinuteThatMatchesAndNoOther() => Property.Holds(
        from cron in Expressions
        from day in Gen.Choose(0, 3000)
        select (cron, Start: new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day)),
        static drawn =>
        {
            var timetable = Timetable.Parse(drawn.cron, "UTC");
            var minutes = Enumerable.Range(1, 3 * 24 * 60).Select(minute => drawn.Start.AddMinutes(minute));
            return minutes.Where(at => Shows(timetable.Cron, at)).SequenceEqual(timetable.After(drawn.Start).TakeWhile(at => at <= drawn.Start.AddDays(3)));
        },
        tests: 200);

    [Fact]
    public void After_AnyExpressionAndZone_GrowsAndShowsTheFieldsOnTheClock() => Property.Holds(
        from cron in Expressions
        from zone in Gen.Elements(Zones)
        from hour in Gen.Choose(0, 24 * 3000)
        select (cron, zone, Start: new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour)),
        static drawn =>
        {
            var timetable = Timetable.Parse(drawn.cron, drawn.zone);
            List<DateTimeOffset> next = [.. timetable.After(drawn.Start).Take(40)];
            return next.Count == 40
                && next.Prepend(drawn.Start).Zip(next).All(static pair => pair.First < pair.Second)
                && next.All(at => Shows(timetable.Cron, TimeZoneInfo.ConvertTime(at, timetable.Zone)) || IsAfterAGap(at, timetable.Zone))
                && timetable.After(next[18]).Take(21).SequenceEqual(next.Skip(19));
        });

    /// <summary>Minutes and hours are few or all, so that matches are neither rare nor a flood.</summary>
    private static Gen<string> Expressions =>
        from minute in Gen.OneOf(Gen.Constant("*/17"), Gen.Constant("*"), Gen.Choose(0, 59).Select(static value => $"{value}"), Gen.Choose(0, 40).Select(static value => $"{value}-{value + 19}/6"))
        from hour in Gen.OneOf(Gen.Constant("*"), Gen.Constant("*/5"), Gen.Choose(0, 23).Select(static value => $"{value}"), Gen.Constant("0-3"))
        from day in Gen.OneOf(Gen.Constant("*"), Gen.Choose(1, 28).Select(static value => $"{value}"), Gen.Constant("*/3"), Gen.Constant("28-31"))
        from month in Gen.OneOf(Gen.Constant("*"), Gen.Choose(1, 12).Select(static value => $"{value}"), Gen.Constant("MAR,OCT"))
        from weekday in Gen.OneOf(Gen.Constant("*"), Gen.Choose(0, 7).Select(static value => $"{value}"), Gen.Constant("MON-FRI"))
        select $"{minute} {hour} {day} {month} {weekday}";

    private static bool Shows(CronExpression cron, DateTimeOffset local) =>
        local is { Second: 0 } && cron.Minutes.Has(local.Minute) && cron.Hours.Has(local.Hour) && cron.Matches(DateOnly.FromDateTime(local.DateTime));

    private static bool IsAfterAGap(DateTimeOffset at, TimeZoneInfo zone) => zone.GetUtcOffset(at) > zone.GetUtcOffset(at.AddMinutes(-1));

    private static void AssertNext(string cron, string zone, string after, string[] expected) => Assert.Equal(
        expected, Timetable.Parse(cron, zone).After(Utc(after)).Take(expected.Length).Select(static at => at.ToString("yyyy-MM-ddTHH:mm")));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse($"{text}Z");
}

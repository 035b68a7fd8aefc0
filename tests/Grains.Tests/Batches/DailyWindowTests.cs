using System.Globalization;
using BenchHub.Jobs;

namespace BenchHub.Grains.Tests.Batches;

public sealed class DailyWindowTests
{
    private static readonly DailyWindow Night = new(TimeSpan.FromHours(22), TimeSpan.FromHours(6));
    private static readonly DailyWindow Noon = new(TimeSpan.FromHours(12), TimeSpan.FromHours(13));

    // An hour east of UTC, two from the last Sunday of March (02:00 local) on.
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-01-10T20:59:00Z", "2026-01-10T21:00:00Z")] // 21:59 local, until 22:00
    [InlineData("2026-01-10T21:00:00Z", "2026-01-10T21:00:00Z")]
    [InlineData("2026-01-11T04:59:00Z", "2026-01-11T04:59:00Z")] // 05:59 local
    [InlineData("2026-01-11T05:00:00Z", "2026-01-11T21:00:00Z")] // 06:00 local is outside
    [InlineData("2026-07-11T04:00:00Z", "2026-07-11T20:00:00Z")] // 06:00 local in summer
    public void Next_NightReachingPastMidnight_IsNowWithinItAndElseTheEvening(string now, string next) =>
        Assert.Equal(At(next), Night.Next(At(now), Berlin));

    [Fact]
    public void Next_AfterTodaysHours_IsTomorrows()
    {
        Assert.Equal(At("2026-01-11T11:00:00Z"), Noon.Next(At("2026-01-10T12:00:00Z"), Berlin));
        Assert.Equal(At("2026-01-10T11:59:00Z"), Noon.Next(At("2026-01-10T11:59:00Z"), Berlin));
    }

    [Fact]
    public void Next_BeginsInTheHourThatSpringSkips_BeginsAnHourLater()
    {
        // 2026-03-29: 02:00 becomes 03:00 local, which is 01:00 UTC; 02:30 does not exist and becomes 03:30, 01:30 UTC.
        var window = new DailyWindow(new TimeSpan(2, 30, 0), TimeSpan.FromHours(5));

        Assert.Equal(At("2026-03-29T01:30:00Z"), window.Next(At("2026-03-29T00:30:00Z"), Berlin));
    }

    [Fact]
    public void ToString_AsItIsWritten() => Assert.Equal("22:00-06:00", Night.ToString());

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

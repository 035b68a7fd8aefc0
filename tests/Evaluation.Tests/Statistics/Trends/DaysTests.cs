using BenchHub.Evaluation.Statistics.Trends;

namespace BenchHub.Evaluation.Tests.Statistics.Trends;

public sealed class DaysTests
{
    // 18 hours are 0.75 days, whatever the offsets from UTC: 02:00+02:00 is midnight.
    [Fact]
    public void Of_UnequalSteps_CountsFromTheFirst() => Assert.Equal(
        [0, 0.75, -1],
        Days.Of([At("2026-11-21T02:00+02:00"), At("2026-11-21T18:00Z"), At("2026-11-20T00:00Z")]));

    [Fact]
    public void Of_NoTimes_IsEmpty() => Assert.Empty(Days.Of([]));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time);
}

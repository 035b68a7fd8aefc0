using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tests.Analytics;

public sealed class SeriesTrendTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // scipy.stats.linregress([0, 1, 2.5, 3, 7, 8, 10, 14], y): slope and pvalue; slope ± 2.446911851144969 stderr, the
    // quantile from tables (t.ppf(.975, 6) is wrong in the ninth digit in SciPy 1.10);
    // scipy.stats.theilslopes(y, x).
    [Fact]
    public void Of_EightRuns_EqualsScipy()
    {
        var trend = SeriesTrend.Of(At(0, 1, 2.5, 3, 7, 8, 10, 14), [.61, .63, .6, .66, .68, .67, .71, .72])!;

        Assert.Equal(0.008289844189975595, trend.SlopePerDay, precision: 14);
        Assert.Equal(0.0013345624388559777, trend.P, precision: 14);
        Assert.Equal(0.008289844189975595 - (2.446911851144969 * 0.0014705723665455618), trend.Slope.Low, precision: 13);
        Assert.Equal(0.008289844189975595 + (2.446911851144969 * 0.0014705723665455618), trend.Slope.High, precision: 13);
        Assert.Equal(0.008333333333333331, trend.Robust.Slope, precision: 14);
        Assert.Equal((0.005, 0.015), (Math.Round(trend.Robust.SlopeInterval.Low, 12), Math.Round(trend.Robust.SlopeInterval.High, 12)));
        Assert.Equal(TrendDirection.Improving, trend.Direction(MetricDirection.HigherIsBetter, trend.P, 0.05));
        Assert.Equal(TrendDirection.Declining, trend.Direction(MetricDirection.LowerIsBetter, trend.P, 0.05));
        Assert.Equal(TrendDirection.Flat, trend.Direction(MetricDirection.HigherIsBetter, trend.P, 0.001));
    }

    [Fact]
    public void Of_EqualValues_HasSlopeZeroAndPOne()
    {
        var trend = SeriesTrend.Of(At(0, 1, 2, 3), [.1, .1, .1, .1])!;

        Assert.Equal((0, 1, 0), (trend.SlopePerDay, trend.P, trend.SlopePerEvaluation));
        Assert.Equal(TrendDirection.Flat, trend.Direction(MetricDirection.HigherIsBetter, trend.P, 0.05));
    }

    [Fact]
    public void Of_TooFewOrOneMoment_IsNone()
    {
        Assert.Null(SeriesTrend.Of([], []));
        Assert.Null(SeriesTrend.Of(At(0), [1]));
        Assert.Null(SeriesTrend.Of(At(0, 1), [1, 2]));
        Assert.Null(SeriesTrend.Of(At(5, 5, 5), [1, 2, 3]));
    }

    private static DateTimeOffset[] At(params double[] days) => [.. days.Select(static day => Start.AddDays(day))];
}

using BenchHub.Evaluation.Analytics;

namespace BenchHub.Evaluation.Tests.Analytics;

public sealed class HistogramTests
{
    [Fact]
    public void Of_Values_CountsEachOnce()
    {
        var histogram = Histogram.Of([0, 0.1, 0.25, 0.5, 1, double.NaN], 4, new(0, 1));

        Assert.Equal([(0.0, 0.25, 2), (0.25, 0.5, 1), (0.5, 0.75, 1), (0.75, 1.0, 1)], histogram.Bins.Select(static bin => (bin.From, bin.To, bin.Count)));
        Assert.Equal((5, 1), (histogram.N, histogram.Undefined));
        Assert.Equal(0.25, histogram.Quantiles.Single(static quantile => quantile.Q == 0.5).Value);
    }

    [Fact]
    public void Of_EqualValuesWithoutARange_FillOneBin() =>
        Assert.Equal([(3.0, 3.0, 2)], Histogram.Of([3, 3], 10, new(0, double.PositiveInfinity) { Low = 3 }).Bins.Select(static bin => (bin.From, bin.To, bin.Count)));

    [Fact]
    public void Of_None_HasNoBin()
    {
        var histogram = Histogram.Of([double.NaN], 10);

        Assert.Equal((0, 0, 1), (histogram.Bins.Count, histogram.N, histogram.Undefined));
    }
}

using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Trends;
using BenchHub.Evaluation.Tests.Statistics.Streams;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Trends;

public sealed class TheilSenTests
{
    [Fact]
    public void Fit_ReferenceSeries_EqualsTheilslopes() => Assert.All(
        ReferenceValues.Read("trends_reference.json").GetProperty("trends").EnumerateArray(),
        static expected =>
        {
            var fit = TheilSen.Fit(expected.Numbers("x"), expected.Numbers("y"), expected.Number("level"));
            var theirs = expected.GetProperty("theil");
            ReferenceValues.AssertNear(theirs.Number("slope"), fit.Slope);
            ReferenceValues.AssertNear(theirs.Number("intercept"), fit.Intercept);
            ReferenceValues.AssertNear(theirs.Number("low"), fit.SlopeInterval.Low);
            ReferenceValues.AssertNear(theirs.Number("high"), fit.SlopeInterval.High);
        });

    // Points (0,1) (1,4) (3,2): slopes 3, 1/3, -1; median 1/3. Median y 2, median x 1: intercept 2 - 1/3 = 5/3.
    // Var S = 3*2*11/18 = 11/3; half the reach 1.96 * 1.915 / 2 = 1.88: ranks round(1.5 - 1.88) - 1 -> 0 and round(3.38) -> 2.
    [Fact]
    public void Fit_ThreePoints_MatchesTheArithmetic()
    {
        var fit = TheilSen.Fit([0, 1, 3], [1, 4, 2]);

        Assert.Equal(1 / 3.0, fit.Slope, precision: 15);
        Assert.Equal(5 / 3.0, fit.Intercept, precision: 15);
        Assert.Equal(new(-1, 3), fit.SlopeInterval);
        Assert.Equal(3, fit.N);
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new double[] { 1 }, new double[] { 2 })]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 2, 3, 4 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 2, double.NaN, 4 })]
    [InlineData(new double[] { 1, 2, double.PositiveInfinity }, new double[] { 2, 3, 4 })]
    public void Fit_NothingToGoBy_IsUndefined(double[] x, double[] y) =>
        Assert.Equal(new(double.NaN, double.NaN, Interval.Undefined, x.Length), TheilSen.Fit(x, y));

    [Fact]
    public void Fit_TwoPoints_IsTheirSlopeThroughout() =>
        Assert.Equal(new(2, 1, new(2, 2), 2), TheilSen.Fit([0, 1], [1, 3]));

    [Fact]
    public void Fit_EqualValues_IsFlat() => Assert.Equal(new(0, 0.1, new(0, 0), 4), TheilSen.Fit([0, 1, 2, 5], [0.1, 0.1, 0.1, 0.1]));

    // Weight(4) = 4*3*13 = 156. Times two and two: 2 * (2*1*9) = 36; values three and one: 3*2*11 = 66. Var (156-36-66)/18 = 3.
    // Times all but one, values likewise: 156 - 66 - 66 = 24. With three and three of 6 in both: 6*5*17 = 510 - 4*66 > 0. Only
    // where nearly all are tied in both is it negative: 8 points, 7 and 7: 8*7*21 = 1176 - 2 * (7*6*19 = 798) = -420.
    [Fact]
    public void Fit_NearlyAllTied_HasNoInterval()
    {
        var fit = TheilSen.Fit([0, 0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0, 1]);

        Assert.Equal((1, Interval.Undefined), (fit.Slope, fit.SlopeInterval));
    }

    [Fact]
    public void Fit_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(static () => TheilSen.Fit([1, 2], [1]));

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    public void Fit_LevelOutsideOfTheRange_IsRefused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TheilSen.Fit([1, 2], [1, 2], level));

    [Fact]
    public void Fit_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(
        static () => TheilSen.Fit([1, 2], [1, 2], cancellation: new CancellationToken(canceled: true)));

    // A fifth of the values is wild; the slope stays near 2, as the least squares one does not.
    [Fact]
    public void Fit_WildValues_KeepsTheSlope()
    {
        var random = new Random(4);
        double[] x = [.. Enumerable.Range(0, 200)];
        double[] y = [.. x.Select(at => random.Next(5) == 0 ? 1e6 : (2 * at) + random.NextDouble())];

        Assert.Equal(2, TheilSen.Fit(x, y).Slope, tolerance: 0.01);
    }

    [Fact]
    public void Select_AnySlopesAndRank_IsTheSortedOne() => Property.Holds(
        Values.Mixed.Where(static list => list.Length is > 1 and < 40).Zip(Gen.Choose(0, 10_000)), static drawn =>
        {
            var (y, seed) = drawn;
            var random = new Random(seed);
            double[] x = [.. y.Select(_ => (double)random.Next(-5, 12))];
            var slopes = Enumerable.Range(0, y.Length)
                .SelectMany(i => Enumerable.Range(0, i).Where(j => x[i] != x[j]).Select(j => (y[i] - y[j]) / (x[i] - x[j])))
                .Order().ToArray();
            long[] ranks = [.. Enumerable.Range(0, 3).Select(_ => random.NextInt64(Math.Max(1, slopes.Length)))];
            return PairwiseSlopes.Count(x) == slopes.Length && (slopes.Length == 0 || new[] { 100_000, 20, 0 }.All(
                few => PairwiseSlopes.Select(x, y, ranks, few).SequenceEqual(ranks.Select(rank => slopes[rank]))));
        });

    // 800 points have 319,600 slopes, more than are gathered at once.
    [Fact]
    public void Select_ManyPoints_IsTheSortedOne()
    {
        var random = new Random(9);
        double[] x = [.. Enumerable.Range(0, 800)], y = [.. x.Select(_ => random.NextDouble())];
        var slopes = x.SelectMany((_, i) => Enumerable.Range(0, i).Select(j => (y[i] - y[j]) / (x[i] - x[j]))).Order().ToArray();

        Assert.Equal([slopes[0], slopes[159_799], slopes[159_800], slopes[^1]], PairwiseSlopes.Select(x, y, [0, 159_799, 159_800, 319_599]));
    }

    [Fact]
    public void Fit_PointsInAnotherOrder_IsTheSame() => Property.Holds(Values.Mixed.Where(static list => list.Length is > 1 and < 30), static y =>
    {
        double[] x = [.. Enumerable.Range(0, y.Length).Select(static i => (double)(i * i))];
        return TheilSen.Fit(x, y) == TheilSen.Fit([.. x.Reverse()], [.. y.Reverse()]);
    });
}

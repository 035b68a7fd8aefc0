using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

public sealed class BootstrapTests
{
    private static readonly BootstrapSettings Quick = new() { Resamples = 4_000, Seed = 5 };

    [Fact]
    public void OfMean_NoValues_IsUndefined()
    {
        var none = Bootstrap.OfMean([], Quick);

        Assert.Equal(
            (double.NaN, double.NaN, Interval.Undefined, Interval.Undefined, Interval.Undefined),
            (none.Estimate, none.StandardError, none.Percentile(0.95), none.Basic(0.95), none.Bca(0.95)));
    }

    [Fact]
    public void OfMean_OneValue_IsThatValue() => Assert.Equal(new(0.3, 0.3), Bootstrap.OfMean([0.3], Quick).Percentile(0.95));

    // 0.1 added 100 times is not 10 in binary; the interval of a constant is the constant nevertheless.
    [Fact]
    public void OfMean_Constant_IsTheConstantAndHasNoBca()
    {
        var constant = Bootstrap.OfMean([.. Enumerable.Repeat(0.1, 100)], Quick);

        Assert.Equal((new Interval(0.1, 0.1), Interval.Undefined), (constant.Percentile(0.95), constant.Bca(0.95)));
        Assert.Equal(0, constant.StandardError, precision: 12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void OfMean_NotANumberAmongTheValues_IsUndefined(double odd)
    {
        var undefined = Bootstrap.OfMean([.. Enumerable.Repeat(1.0, 2_000), odd, .. Enumerable.Repeat(2.0, 2_000)], Quick);

        Assert.Equal((Interval.Undefined, Interval.Undefined), (undefined.Percentile(0.95), undefined.Bca(0.95)));
    }

    // The resampled mean of 100 zeros and 100 ones is Binomial(200, 1/2) / 200: mean 1/2, deviation √(1/4/200) = 0.035355.
    // Its 2.5 % and 97.5 % quantiles are 86/200 and 114/200 (P(X <= 85) = 0.0200, P(X <= 86) = 0.0280).
    [Fact]
    public void OfMean_HalfOnes_HasTheBinomialQuantiles()
    {
        var half = Bootstrap.OfMean([.. Enumerable.Range(0, 200).Select(static i => i % 2.0)], new BootstrapSettings { Resamples = 100_000 });

        Assert.Equal(new(86.0 / 200, 114.0 / 200), half.Percentile(0.95));
        Assert.Equal(Math.Sqrt(1.0 / 800), half.StandardError, tolerance: 0.0005);
    }

    // Two values 0 and 1: the mean is 0, 1/2 or 1 with chance 1/4, 1/2, 1/4. Of 100,000, each count has deviation
    // √(100,000 * 3/16) = 137, so 700 either way is five deviations.
    [Fact]
    public void OfMean_TwoValues_AreDrawnWithEqualChance()
    {
        var means = Bootstrap.OfMean([0, 1], new BootstrapSettings { Resamples = 100_000 }).Sorted.ToArray();

        Assert.InRange(means.Count(static mean => mean == 0), 25_000 - 700, 25_000 + 700);
        Assert.InRange(means.Count(static mean => mean == 1), 25_000 - 700, 25_000 + 700);
    }

    [Fact]
    public void OfMean_OtherSeed_GivesOtherBits()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(static i => i * i % 7 / 7.0)];

        Assert.NotEqual(Bootstrap.OfMean(values, Quick).Sorted.ToArray(), Bootstrap.OfMean(values, Quick with { Seed = 6 }).Sorted.ToArray());
    }

    // Exponential data, 30 items: the percentile interval misses the true mean 1 above more often than below; BCa corrects
    // most of that. 1,000 trials have deviation √(0.95 * 0.05 / 1000) = 0.7 %.
    [Fact]
    public void OfMean_SkewedSamples_BcaCoversMoreThanPercentile()
    {
        var random = new Random(11);
        var (percentile, bca) = (0, 0);
        for (var trial = 0; trial < 1_000; trial++)
        {
            double[] values = [.. Enumerable.Range(0, 30).Select(_ => -Math.Log(1 - random.NextDouble()))];
            var mean = Bootstrap.OfMean(values, new BootstrapSettings { Resamples = 1_000, Seed = (ulong)trial });
            percentile += mean.Percentile(0.95) is { Low: <= 1, High: >= 1 } ? 1 : 0;
            bca += mean.Bca(0.95) is { Low: <= 1, High: >= 1 } ? 1 : 0;
        }

        Assert.InRange(percentile / 1_000.0, 0.87, 0.95);
        Assert.InRange(bca / 1_000.0, 0.90, 0.96);
        Assert.True(bca > percentile);
    }

    [Fact]
    public void OfMeanDifference_ShiftedSystem_MovesByTheShift()
    {
        double[] a = [.. Enumerable.Range(0, 40).Select(static i => i % 8 / 8.0)];

        var none = Bootstrap.OfMeanDifference(a, a, Quick);
        var half = Bootstrap.OfMeanDifference([.. a.Select(static x => x + 0.5)], a, Quick);

        Assert.Equal((new Interval(0, 0), new Interval(0.5, 0.5)), (none.Percentile(0.9), half.Percentile(0.9)));
        Assert.Throws<ArgumentException>(() => Bootstrap.OfMeanDifference(a, [1], Quick));
    }

    // A mean is a statistic of one sum: the same draws, replicates and acceleration.
    [Fact]
    public void OfStatistic_Mean_IsTheMean()
    {
        double[] values = [.. Enumerable.Range(0, 300).Select(static i => i * i % 64 / 64.0)];

        var mean = Bootstrap.OfMean(values, Quick);
        var statistic = Bootstrap.OfStatistic([values], static (sums, items) => sums[0] / items, Quick);

        Assert.Equal(mean.Sorted.ToArray(), statistic.Sorted.ToArray());
        Assert.Equal(mean.Bca(0.95).Low, statistic.Bca(0.95).Low, precision: 12);
        Assert.Equal(mean.Bca(0.95).High, statistic.Bca(0.95).High, precision: 12);
    }

    // Numerator and denominator of one item are drawn together: where each item has the ratio 1/4, so has every resample.
    [Fact]
    public void OfStatistic_RatioOfSums_DrawsBothOfAnItem()
    {
        double[] lengths = [.. Enumerable.Range(1, 60)];

        var ratio = Bootstrap.OfStatistic([[.. lengths.Select(static x => x / 4)], lengths], static (sums, _) => sums[0] / sums[1], Quick);

        Assert.Equal(new(0.25, 0.25), ratio.Percentile(0.95));
    }

    // Items of one kind: e^-0.7 in each resample, whatever order 0.7 was added in.
    [Fact]
    public void OfStatistic_ConstantItems_IsTheEstimate()
    {
        var one = Bootstrap.OfStatistic([[.. Enumerable.Repeat(0.7, 77)]], static (sums, items) => Math.Exp(-sums[0] / items), Quick);

        Assert.Equal((new Interval(one.Estimate, one.Estimate), Interval.Undefined), (one.Percentile(0.95), one.Bca(0.95)));
        Assert.Equal(Math.Exp(-0.7), one.Estimate, precision: 12);
    }

    [Fact]
    public void OfStatistic_NoItemsOrOne_HasNoBca()
    {
        static double Mean(ReadOnlySpan<double> sums, int items) => sums[0] / items;

        Assert.Equal(double.NaN, Bootstrap.OfStatistic([[]], Mean, Quick).Estimate);
        Assert.Equal(Interval.Undefined, Bootstrap.OfStatistic([[]], Mean, Quick).Percentile(0.95));
        Assert.Equal((new Interval(3, 3), Interval.Undefined), (Bootstrap.OfStatistic([[3]], Mean, Quick).Percentile(0.95), Bootstrap.OfStatistic([[3]], Mean, Quick).Bca(0.95)));
    }

    [Fact]
    public void OfStatistic_UnequalColumns_AreRefused()
    {
        static double Zero(ReadOnlySpan<double> sums, int items) => 0;

        Assert.Throws<ArgumentException>(() => Bootstrap.OfStatistic([], Zero, Quick));
        Assert.Throws<ArgumentException>(() => Bootstrap.OfStatistic([[1, 2], [1]], Zero, Quick));
        Assert.Throws<ArgumentException>(() => Bootstrap.OfStatisticDifference([[1, 2]], [[1, 2], [1, 2]], Zero, Quick));
    }

    [Fact]
    public void OfStatisticDifference_TwoSystems_IsTheDifferenceOverTheSameDraws()
    {
        double[] a = [.. Enumerable.Range(0, 64).Select(static i => i * 5 % 16 / 16.0)];
        double[] b = [.. Enumerable.Range(0, 64).Select(static i => i * 3 % 16 / 16.0)];

        var difference = Bootstrap.OfStatisticDifference([a], [b], static (sums, items) => sums[0] / items, Quick);

        Assert.Equal(Bootstrap.OfMeanDifference(a, b, Quick).Sorted.ToArray(), difference.Sorted.ToArray());
    }

    [Fact]
    public void OfMean_AnyValues_AllIntervalsLieInRangeAndWidenWithTheLevel()
    {
        var settings = new BootstrapSettings { Resamples = 500 };

        Property.Holds(Gen.Choose(0, 10).Select(static x => x / 10.0).NonEmptyListOf(), values =>
        {
            var mean = Bootstrap.OfMean([.. values], settings);
            var (narrow, wide) = (mean.Percentile(0.8), mean.Percentile(0.95));
            return wide.Low <= narrow.Low && narrow.Low <= narrow.High && narrow.High <= wide.High
                && values.Min() <= wide.Low && wide.High <= values.Max()
                && (double.IsNaN(mean.Bca(0.9).Low) || (values.Min() <= mean.Bca(0.9).Low && mean.Bca(0.9).High <= values.Max()));
        }, tests: 100);
    }

    // Adding c to each score moves the intervals by c; scaling scales them.
    [Fact]
    public void OfMean_ShiftedAndScaled_IntervalsFollow()
    {
        var random = new Random(4);
        double[] values = [.. Enumerable.Range(0, 90).Select(_ => random.NextDouble())];

        var (plain, moved) = (Bootstrap.OfMean(values, Quick), Bootstrap.OfMean([.. values.Select(static x => (3 * x) + 2)], Quick));

        Assert.All(new[] { (plain.Percentile(0.9), moved.Percentile(0.9)), (plain.Basic(0.9), moved.Basic(0.9)), (plain.Bca(0.9), moved.Bca(0.9)) }, static pair =>
        {
            Assert.Equal((3 * pair.Item1.Low) + 2, pair.Item2.Low, precision: 12);
            Assert.Equal((3 * pair.Item1.High) + 2, pair.Item2.High, precision: 12);
        });
    }

    [Fact]
    public void OfMean_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(
        static () => Bootstrap.OfMean(new double[50_000], BootstrapSettings.Default, new CancellationToken(canceled: true)));

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BootstrapSettings { Resamples = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BootstrapSettings { Level = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => Bootstrap.OfMean([1, 2], Quick).Percentile(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Bootstrap.OfMean([1, 2], Quick).Bca(1));
    }
}

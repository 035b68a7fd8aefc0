using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Errors;
using BenchHub.Evaluation.Tests.Statistics.Resampling;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Errors;

public sealed class StandardErrorTests
{
    [Fact]
    public void OfMean_AndOfClusteredMean_EqualScipyAndStatsmodels() =>
        Assert.All(ResamplingReference.Cases("errors"), static reference =>
        {
            var values = reference.Numbers("values");
            var plain = StandardError.OfMean(values);
            var clustered = StandardError.OfClusteredMean<double>(values, reference.Numbers("clusters"));

            Assert.Equal(reference.Number("mean"), plain.Mean, 1e-9);
            Assert.Equal(reference.Number("error"), plain.Error, 1e-9);
            Same(reference.Numbers("interval"), plain.TInterval(0.95));
            Assert.Equal(reference.Number("mean"), clustered.Mean, 1e-9);
            Assert.Equal(reference.Number("clustered"), clustered.Error, 1e-9);
            Same(reference.Numbers("clusteredInterval"), clustered.TInterval(0.9));
        });

    // 1, 2, 3, 4: mean 5/2, Σ (x - x̄)² = 9/4 + 1/4 + 1/4 + 9/4 = 5, s = √(5/3), s / √4 = 0.645497.
    [Fact]
    public void OfMean_FourValues_IsTheDeviationOverTheRoot() =>
        Assert.Equal((2.5, Math.Sqrt(5.0 / 3) / 2, 3), (StandardError.OfMean([1, 2, 3, 4]).Mean, StandardError.OfMean([1, 2, 3, 4]).Error, StandardError.OfMean([1, 2, 3, 4]).DegreesOfFreedom));

    // Clusters {1, 2} and {3, 4}: excess -3/2 - 1/2 = -2 and 2, squares 8, times 2 / (2 - 1) is 16, √16 / 4 = 1.
    [Fact]
    public void OfClusteredMean_TwoPairs_AddsWithinAndSquaresBetween()
    {
        var error = StandardError.OfClusteredMean([1, 2, 3, 4], ["x", "x", "y", "y"]);

        Assert.Equal(new(2.5, 1, 1), error);
    }

    [Fact]
    public void OfClusteredMean_EachItemItsOwnCluster_IsThePlainError()
    {
        var scores = Gen.Choose(0, 100).Select(static x => x / 100.0).ListOf(25);

        Property.Holds(scores, static values =>
        {
            double[] all = [.. values];
            return Math.Abs(StandardError.OfMean(all).Error - StandardError.OfClusteredMean<int>(all, [.. Enumerable.Range(0, 25)]).Error) < 1e-12;
        });
    }

    [Fact]
    public void OfMean_FewerThanTwo_HasNoError()
    {
        Assert.Equal(new(double.NaN, double.NaN, 0), StandardError.OfMean([]));
        Assert.Equal(new(7, double.NaN, 0), StandardError.OfMean([7]));
        Assert.Equal(new(double.NaN, double.NaN, 0), StandardError.OfClusteredMean<int>([], []));
        Assert.Equal(new(2, double.NaN, 0), StandardError.OfClusteredMean([1.0, 3.0], ["x", "x"]));
        Assert.Equal(Interval.Undefined, StandardError.OfMean([7]).TInterval(0.95));
    }

    [Fact]
    public void OfMean_Constant_IsCertain() => Assert.Equal(new(0.5, 0.5), StandardError.OfMean([0.5, 0.5, 0.5]).TInterval(0.95));

    [Fact]
    public void OfMean_NotANumber_IsUndefined()
    {
        Assert.Equal(Interval.Undefined, StandardError.OfMean([1, double.NaN, 2]).TInterval(0.95));
        Assert.Equal(double.NaN, StandardError.OfClusteredMean([1, double.NaN, 2], [1, 2, 3]).Error);
    }

    [Fact]
    public void OfClusteredMean_OtherItems_AreRefused() =>
        Assert.Throws<ArgumentException>(static () => StandardError.OfClusteredMean([1, 2], [1]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TInterval_LevelOutOfRange_IsRefused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardError.OfMean([1, 2]).TInterval(level));

    private static void Same(double[] expected, Interval interval)
    {
        Assert.Equal(expected[0], interval.Low, 1e-9);
        Assert.Equal(expected[1], interval.High, 1e-9);
    }
}

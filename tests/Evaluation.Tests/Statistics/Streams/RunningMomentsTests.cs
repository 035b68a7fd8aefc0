using System.Text.Json;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Streams;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Streams;

public sealed class RunningMomentsTests
{
    // Mean 5. Distances -3 -1 -1 -1 0 0 2 4: squares 9+1+1+1+4+16 = 32; cubes -27-1-1-1+8+64 = 42; fourths 81+3+16+256 = 356.
    // Variance 32/7. Skewness √8 * 42 / 32^1.5 = 0.65625. Kurtosis 8 * 356 / 32² - 3 = -0.21875.
    [Fact]
    public void Add_EightValues_HasTheSumsOfTheDefinition()
    {
        var moments = Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal((8, 5.0, 2.0, 9.0), (moments.Count, moments.Mean, moments.Least, moments.Greatest));
        Assert.Equal(32, moments.M2, precision: 12);
        Assert.Equal(42, moments.M3, precision: 12);
        Assert.Equal(356, moments.M4, precision: 11);
        Assert.Equal(32.0 / 7, moments.Variance, precision: 12);
        Assert.Equal(Math.Sqrt(32.0 / 7), moments.StandardDeviation, precision: 12);
        Assert.Equal(0.65625, moments.Skewness, precision: 12);
        Assert.Equal(-0.21875, moments.Kurtosis, precision: 12);
    }

    [Fact]
    public void Add_ReferenceValues_EqualsScipy() => Assert.All(
        ReferenceValues.Read("trends_reference.json").GetProperty("moments").EnumerateArray(),
        static expected =>
        {
            var moments = Of(expected.Numbers("values"));
            ReferenceValues.AssertNear(expected.Number("mean"), moments.Mean);
            ReferenceValues.AssertNear(expected.Number("variance"), moments.Variance);
            ReferenceValues.AssertNear(expected.Number("skewness"), moments.Skewness, scale: 1);
            ReferenceValues.AssertNear(expected.Number("kurtosis"), moments.Kurtosis, scale: 1);
        });

    [Fact]
    public void Add_Nothing_IsUndefined()
    {
        Assert.Equal(double.NaN, default(RunningMoments).Variance);
        Assert.Equal(double.NaN, default(RunningMoments).Skewness);
        Assert.Equal(double.NaN, default(RunningMoments).Kurtosis);
    }

    [Fact]
    public void Add_OneValue_HasAMeanAndNoVariance()
    {
        var one = Of([3]);

        Assert.Equal((1, 3.0, 3.0, 3.0), (one.Count, one.Mean, one.Least, one.Greatest));
        Assert.Equal(double.NaN, one.Variance);
    }

    // 0.1 added a thousand times is not 100 in binary; the moments of equal values are 0 nevertheless.
    [Fact]
    public void Add_EqualValues_HaveNoSpreadAtAll()
    {
        var moments = Of([.. Enumerable.Repeat(0.1, 1_000)]);

        Assert.Equal((0.1, 0.0, 0.0, 0.0), (moments.Mean, moments.Variance, moments.M3, moments.M4));
        Assert.Equal(double.NaN, moments.Kurtosis);
    }

    [Fact]
    public void Add_NaN_IsCountedApart() =>
        Assert.Equal(Of([1, 2]) with { Undefined = 2 }, Of([1, double.NaN, 2, double.NaN]));

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Add_Infinity_IsRefused(double value) =>
        Assert.Contains("infinite", Assert.Throws<ArgumentOutOfRangeException>(() => default(RunningMoments).Add(value)).Message, StringComparison.Ordinal);

    [Fact]
    public void Merge_WithNothing_IsTheOther()
    {
        var some = Of([1, 5, double.NaN]);

        Assert.Equal(some, RunningMoments.Merge(some, default));
        Assert.Equal(some, RunningMoments.Merge(default, some));
        Assert.Equal(2, RunningMoments.Merge(some, Of([double.NaN])).Undefined);
    }

    // Each sum is compared in its own scale: the sum of the distances' powers without their signs.
    [Fact]
    public void Merge_AnyCutInAnyOrder_IsTheWhole() => Property.Holds(Values.Mixed.Two(), static both =>
    {
        var (a, b) = both;
        double[] all = [.. a, .. b];
        double mean = all.Length == 0 ? 0 : Moments.Mean(all);
        return new[] { RunningMoments.Merge(Of(a), Of(b)), RunningMoments.Merge(Of(b), Of(a)), Of(all), Of([.. all.Reverse()]) }.All(whole =>
            whole.Count == all.Length
            && IsNear(mean, whole.Mean, all.Sum(Math.Abs) / Math.Max(1, all.Length))
            && IsNear(all.Sum(x => Math.Pow(x - mean, 2)), whole.M2, Scale(2))
            && IsNear(all.Sum(x => Math.Pow(x - mean, 3)), whole.M3, Scale(3))
            && IsNear(all.Sum(x => Math.Pow(x - mean, 4)), whole.M4, Scale(4))
            && (all.Length == 0 || (whole.Least == all.Min() && whole.Greatest == all.Max())));

        double Scale(int power) => all.Sum(x => Math.Pow(Math.Abs(x - mean), power));
    });

    [Fact]
    public void State_ThroughJson_IsTheSame()
    {
        var some = Of([0.1, 0.7, double.NaN, -3]);

        Assert.Equal(some, JsonSerializer.Deserialize<RunningMoments>(JsonSerializer.Serialize(some)));
        Assert.Equal(default, JsonSerializer.Deserialize<RunningMoments>(JsonSerializer.Serialize(default(RunningMoments))));
    }

    private static RunningMoments Of(double[] values) => values.Aggregate(default(RunningMoments), static (moments, value) => moments.Add(value));

    private static bool IsNear(double expected, double actual, double scale) => Math.Abs(expected - actual) <= 1e-9 * scale;
}

using System.Text.Json;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Distributions;
using BenchHub.Evaluation.Statistics.Trends;
using BenchHub.Evaluation.Tests.Statistics.Streams;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Trends;

public sealed class LinearTrendTests
{
    [Fact]
    public void Fit_ReferenceSeries_EqualsLinregressAndOls() => Assert.All(
        ReferenceValues.Read("trends_reference.json").GetProperty("trends").EnumerateArray(),
        static expected =>
        {
            var fit = LinearTrend.Fit(expected.Numbers("x"), expected.Numbers("y"), expected.Number("level"));
            var theirs = expected.GetProperty("line");
            ReferenceValues.AssertNear(theirs.Number("slope"), fit.Slope);
            ReferenceValues.AssertNear(theirs.Number("intercept"), fit.Intercept);
            ReferenceValues.AssertNear(theirs.Number("error"), fit.SlopeError);
            ReferenceValues.AssertNear(theirs.Number("p"), fit.P);
            ReferenceValues.AssertNear(theirs.Number("r2"), fit.R2);
            ReferenceValues.AssertNear(theirs.Number("low"), fit.SlopeInterval.Low);
            ReferenceValues.AssertNear(theirs.Number("high"), fit.SlopeInterval.High);
            Assert.All(theirs.Numbers("at").Zip(theirs.GetProperty("band").EnumerateArray()), at => AssertBand(at.Second.Numbers(), fit.At(at.First)));
        });

    // Points (0,1) (1,4) (3,2): means 4/3 and 7/3. Σ(x-x̄)² = 16/9 + 1/9 + 25/9 = 14/3; Σ(x-x̄)(y-ȳ) = 16/9 - 5/9 - 5/9 = 2/3;
    // slope 1/7, intercept 7/3 - 4/21 = 15/7. Residuals -8/7, 12/7, -4/7: squares 224/49 = 32/7, one degree of freedom.
    // Error √(32/7 / (14/3)) = √(48/49). Σ(y-ȳ)² = 14/3, R² = 1/49. t = 1/√48; with one degree p = 1 - 2/π atan t.
    // t at 0.95 is 12.706204736174698.
    [Fact]
    public void Fit_ThreePoints_MatchesTheArithmetic()
    {
        var fit = LinearTrend.Fit([0, 1, 3], [1, 4, 2]);

        Assert.Equal(1 / 7.0, fit.Slope, precision: 14);
        Assert.Equal(15 / 7.0, fit.Intercept, precision: 14);
        Assert.Equal(Math.Sqrt(32 / 7.0), fit.ResidualDeviation, precision: 14);
        Assert.Equal(Math.Sqrt(48 / 49.0), fit.SlopeError, precision: 14);
        Assert.Equal(1 / 49.0, fit.R2, precision: 14);
        Assert.Equal(1 / Math.Sqrt(48), fit.T, precision: 14);
        Assert.Equal(1 - (2 / Math.PI * Math.Atan(1 / Math.Sqrt(48))), fit.P, precision: 12);
        Assert.Equal((1 / 7.0) + (12.706204736174698 * Math.Sqrt(48 / 49.0)), fit.SlopeInterval.High, precision: 8);
        Assert.Equal((4 / 3.0, 14 / 3.0, 3), (fit.MeanTime, fit.TimeSpread, fit.N));
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new double[] { 1 }, new double[] { 2 })]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 2, 3, 4 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 2, double.NegativeInfinity, 4 })]
    public void Fit_NothingToGoBy_IsUndefined(double[] x, double[] y)
    {
        var fit = LinearTrend.Fit(x, y);

        Assert.Equal((double.NaN, double.NaN, double.NaN, x.Length), (fit.Slope, fit.P, fit.R2, fit.N));
        Assert.Equal(new(double.NaN, Interval.Undefined, Interval.Undefined), fit.At(1));
    }

    [Fact]
    public void Fit_TwoPoints_IsALineWithoutAnError()
    {
        var fit = LinearTrend.Fit([0, 2], [1, 5]);

        Assert.Equal((2, 1, 1), (fit.Slope, fit.Intercept, fit.R2));
        Assert.Equal((double.NaN, double.NaN, Interval.Undefined), (fit.SlopeError, fit.P, fit.SlopeInterval));
        Assert.Equal(new(3, Interval.Undefined, Interval.Undefined), fit.At(1));
    }

    // The mean of three times 0.1 is not 0.1 in binary.
    [Fact]
    public void Fit_EqualValues_IsFlatForCertain()
    {
        var fit = LinearTrend.Fit([0, 1, 5], [0.1, 0.1, 0.1]);

        Assert.Equal((0, 0.1, 0, 1, 0), (fit.Slope, fit.Intercept, fit.SlopeError, fit.P, fit.R2));
        Assert.Equal(new(0.1, new(0.1, 0.1), new(0.1, 0.1)), fit.At(9));
    }

    [Fact]
    public void Fit_TwoEqualValues_HasNoP() => Assert.Equal(double.NaN, LinearTrend.Fit([0, 1], [2, 2]).P);

    [Fact]
    public void Fit_PerfectLine_HasNoError()
    {
        var fit = LinearTrend.Fit([0, 1, 2, 3], [1, 3, 5, 7]);

        Assert.Equal((2, 1, 0, 1), (fit.Slope, fit.Intercept, fit.P, fit.R2));
    }

    [Fact]
    public void Fit_BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(static () => LinearTrend.Fit([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LinearTrend.Fit([1, 2], [1, 2], level: 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LinearTrend.Fit([1, 2], [1, 2], level: 1));
    }

    // One degree of freedom: tan(0.999 π/2).
    [Fact]
    public void TwoSided_AnyLevelAndFreedom_EqualsScipysTail()
    {
        Assert.Equal(Math.Tan(0.999 * Math.PI / 2), StudentT.UpperQuantile(0.0005, 1), tolerance: 1e-8);
        Assert.All(
            ReferenceValues.Read("trends_reference.json").GetProperty("student").EnumerateArray(),
            static expected => ReferenceValues.AssertNear(
                expected.Number("t"), StudentT.UpperQuantile((1 - expected.Number("level")) / 2, expected.GetProperty("freedom").GetInt32())));
    }

    [Fact]
    public void Fit_TimesMovedAndStretched_StretchesTheSlopeOnly() => Property.Holds(
        Values.Scores.Where(static list => list.Distinct().Count() > 1 && list.Length > 2), static y =>
        {
            double[] x = [.. Enumerable.Range(0, y.Length).Select(static i => (double)i)];
            var (fit, other) = (LinearTrend.Fit(x, y), LinearTrend.Fit([.. x.Select(static at => (4 * at) - 7)], y));
            return IsNear(fit.Slope, 4 * other.Slope) && IsNear(fit.R2, other.R2) && (fit.R2 > 1 - 1e-9 || IsNear(fit.P, other.P))
                && IsNear(fit.At(3).Mean.Low, other.At(5).Mean.Low) && fit.R2 is >= 0 and <= 1;
        });

    [Fact]
    public void Fit_ThroughJson_IsTheSame()
    {
        var fit = LinearTrend.Fit([0, 1, 3], [1, 4, 2]);

        Assert.Equal(fit, JsonSerializer.Deserialize<LinearTrend>(JsonSerializer.Serialize(fit)));
    }

    private static void AssertBand(double[] expected, TrendBand actual)
    {
        var scale = Math.Abs(expected[0]);
        ReferenceValues.AssertNear(expected[0], actual.Value, scale);
        ReferenceValues.AssertNear(expected[1], actual.Mean.Low, scale);
        ReferenceValues.AssertNear(expected[2], actual.Mean.High, scale);
        ReferenceValues.AssertNear(expected[3], actual.Prediction.Low, scale);
        ReferenceValues.AssertNear(expected[4], actual.Prediction.High, scale);
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a));
}

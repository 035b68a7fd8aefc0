using BenchHub.Evaluation.Statistics.Distributions;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using BenchHub.Evaluation.Tests.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Statistics.Tests;

public sealed class PairedTTestTests
{
    private sealed record Case(string? Sample, int Generated, string Alternative, double Statistic, double P);

    // Closed forms of the two-sided tail with θ = atan(t / √ν) (Abramowitz and Stegun 26.7.3 and 26.7.4):
    // ν = 1: 1 - 2θ/π;  ν = 2: 1 - sin θ;  ν = 3: 1 - 2/π (θ + sin θ cos θ);  ν = 4: 1 - sin θ (1 + cos² θ / 2).
    public static TheoryData<double, int, double> ClosedForms => new()
    {
        { 2, 1, 1 - (2 / Math.PI * Math.Atan(2)) },
        { 2, 2, 1 - Math.Sin(Math.Atan(2 / Math.Sqrt(2))) },
        { 2, 3, 1 - (2 / Math.PI * (Math.Atan(2 / Math.Sqrt(3)) + (Math.Sin(Math.Atan(2 / Math.Sqrt(3))) * Math.Cos(Math.Atan(2 / Math.Sqrt(3)))))) },
        { 2, 4, 1 - (Math.Sin(Math.Atan(1)) * (1 + (Math.Pow(Math.Cos(Math.Atan(1)), 2) / 2))) },
        { 12.706204736174698, 1, 0.05 }, // published 97.5 % quantiles
        { 2.2281388519649385, 10, 0.05 + 1.808673e-12 }, // and how far the 17 digits that scipy prints are off, in 40 digits
        // Near the normal distribution the tail is wider by 2 φ(t) (t³ + t) / (4ν): 2 * 0.0584451 * 9.489194 / (4ν) = 1.29126e-10.
        { 1.959963984540054, int.MaxValue, 0.05 + 1.29126e-10 },
        // Simpson's rule in 50 digits with 8,000 steps (4,000 steps agree to 1e-15):
        { 2, 9_999, 0.04552726336151011 },
        { 0.5, 10_001, 0.6170860782231732 },
        { 6, 10_001, 2.041611528403e-9 },
        { 2.5, 1_000_001, 0.01241948950200441 },
        { 3, 49_999, 0.0027011258185526324 },
        { 6, 101, 3.1018843613545e-8 },
    };

    [Theory]
    [MemberData(nameof(ClosedForms))]
    public void TwoSidedTail_KnownValue_AgreesToTwelveDigits(double t, int freedom, double expected)
    {
        Assert.Equal(expected, StudentT.TwoSidedTail(t, freedom), tolerance: 1e-12 * Math.Max(expected, 1e-4));
        Assert.Equal(StudentT.TwoSidedTail(t, freedom), StudentT.TwoSidedTail(-t, freedom));
    }

    [Fact]
    public void Test_Reference_EqualsTtestRel() => Assert.All(StatisticsReference.Of<Case>("ttest"), static x =>
    {
        var (a, b) = StatisticsReference.Sample(x.Sample, x.Generated);
        var test = PairedTTest.Test(a, b, Sides.Of(x.Alternative));
        StatisticsReference.Close(x.Statistic, test.T, x);
        StatisticsReference.Close(x.P, test.P, x);
    });

    // Differences 0.02 0.06 -0.02 0.08 0.05 0.07 0.02 0.06: mean 17/400, variance 31/28000,
    // t = 0.0425 / √(31/28000/8) = 3.6127016072775517, and the closed form for ν = 7 gives p = 0.008593223677269668.
    [Fact]
    public void Test_EightPairs_MatchesTheArithmetic()
    {
        var test = PairedTTest.Test(PairedRandomizationTests.A, PairedRandomizationTests.B);

        Assert.Equal(7, test.DegreesOfFreedom);
        Assert.Equal(3.6127016072775517, test.T, tolerance: 1e-12);
        Assert.Equal(0.008593223677269668, test.P, tolerance: 1e-12);
    }

    [Fact]
    public void Test_FewerThanTwoPairs_IsUndefined()
    {
        Assert.Equal(double.NaN, PairedTTest.Test([], []).P);
        Assert.Equal(double.NaN, PairedTTest.Test([1], [0]).P);
    }

    [Fact]
    public void Test_NoDifferenceAnywhere_IsUndefined() => Assert.Equal(double.NaN, PairedTTest.Test([1, 2], [1, 2]).P);

    [Fact]
    public void Test_ConstantDifference_IsCertain() =>
        Assert.Equal((double.PositiveInfinity, 0), (PairedTTest.Test([2, 3], [1, 2]).T, PairedTTest.Test([2, 3], [1, 2]).P));

    [Fact]
    public void Test_ConstantDifference_OnTheOtherSideIsOne() => Assert.Equal(
        (0, 1), (PairedTTest.Test([2, 3], [1, 2], Alternative.Greater).P, PairedTTest.Test([2, 3], [1, 2], Alternative.Less).P));

    [Fact]
    public void Test_NaN_IsUndefined() => Assert.Equal(double.NaN, PairedTTest.Test([1, double.NaN, 3], [0, 0, 1]).P);

    [Fact]
    public void Test_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(static () => PairedTTest.Test([1, 2], [1]));
}

using BenchHub.Evaluation.Statistics;

namespace BenchHub.Evaluation.Tests.Statistics;

public sealed class MomentsTests
{
    // Mean 5; squares 9 1 1 1 0 0 4 16 = 32; 32 / 7.
    [Fact]
    public void StandardDeviation_EightValues_DividesBySeven() =>
        Assert.Equal(Math.Sqrt(32.0 / 7), Moments.StandardDeviation([2, 4, 4, 4, 5, 5, 7, 9]), precision: 14);

    [Fact]
    public void Mean_NoValues_IsUndefined() => Assert.Equal(double.NaN, Moments.Mean([]));

    [Fact]
    public void StandardDeviation_OneValue_IsUndefined() => Assert.Equal(double.NaN, Moments.StandardDeviation([1]));

    [Fact]
    public void StandardDeviation_Constant_IsZero() => Assert.Equal(0, Moments.StandardDeviation([2, 2, 2]));
}

using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Tests.Statistics.Tests;

public sealed class WelchTTestTests
{
    // scipy.stats.ttest_ind([.1, .5, .9, .4, .3], [.6, .7, .65, .9, .8, .55, .7], equal_var=False); degrees of freedom and the interval
    // by (va + vb)² / (va²/4 + vb²/6) and stats.t.ppf(.975, df).
    [Fact]
    public void Test_TwoSamples_EqualsScipy()
    {
        var test = WelchTTest.Test(SampleMoments.Of([.1, .5, .9, .4, .3]), SampleMoments.Of([.6, .7, .65, .9, .8, .55, .7]));

        Assert.Equal(-1.8560158815811323, test.T, precision: 13);
        Assert.Equal(0.12343109329514539, test.P, precision: 13);
        Assert.Equal(4.929351196920902, test.DegreesOfFreedom, precision: 12);
        Assert.Equal((-0.6216578551147337, 0.10165785511473369), (test.Difference.Low, test.Difference.High), Within(1e-12));
    }

    [Fact]
    public void Test_OneValueOrNoSpread_IsUndefined()
    {
        Assert.Equal(double.NaN, WelchTTest.Test(SampleMoments.Of([1]), SampleMoments.Of([1, 2, 3])).P);
        Assert.Equal(double.NaN, WelchTTest.Test(SampleMoments.Of([1, 1]), SampleMoments.Of([2, 2])).P);
        Assert.Equal(double.NaN, WelchTTest.Test(SampleMoments.Of([]), SampleMoments.Of([2, 3])).P);
    }

    private static EqualityComparer<(double, double)> Within(double tolerance) => EqualityComparer<(double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) <= tolerance && Math.Abs(a.Item2 - b.Item2) <= tolerance);
}

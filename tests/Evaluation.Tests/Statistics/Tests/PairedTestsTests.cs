using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Evaluation.Tests.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Statistics.Tests;

public sealed class PairedTestsTests
{
    private static readonly double[] A = PairedRandomizationTests.A;
    private static readonly double[] B = PairedRandomizationTests.B;

    [Fact]
    public void Run_EachName_IsThatTest()
    {
        Assert.Equal(["randomization", "ttest", "wilcoxon", "sign", "mcnemar"], PairedTests.Names);
        Assert.Equal(PairedRandomization.Test(A, B, RandomizationSettings.Default).P, Run("randomization").P);
        Assert.Equal((PairedTTest.Test(A, B).T, PairedTTest.Test(A, B).P), (Run("ttest").Statistic, Run("ttest").P));
        Assert.Equal(WilcoxonSignedRank.Test(A, B, WilcoxonSettings.Default).P, Run("wilcoxon").P);
        Assert.Equal((7, SignTest.Test(A, B).P), (Run("sign").Statistic, Run("sign").P));
        Assert.Equal(McNemar.Test(1, 2).P, PairedTests.Run("mcnemar", [1, 0, 0, 1], [0, 1, 1, 1], PairedTestSettings.Default).P);
    }

    [Theory]
    [InlineData("randomization", Alternative.TwoSided, "Paired randomization of the mean difference, all 256 sign patterns, two-sided")]
    [InlineData("ttest", Alternative.Greater, "Paired t-test, t with 7 degrees of freedom, one-sided (a greater)")]
    [InlineData("wilcoxon", Alternative.TwoSided, "Wilcoxon signed-rank test, smaller rank sum, 0 equal items left out, exact, two-sided")]
    [InlineData("wilcoxon", Alternative.Less, "Wilcoxon signed-rank test, rank sum of a above b, 0 equal items left out, exact, one-sided (a less)")]
    [InlineData("sign", Alternative.Less, "Sign test, items on which a is above b, 0 equal items left out, exact, one-sided (a less)")]
    public void Run_Method_SaysHow(string test, Alternative alternative, string method) => Assert.Equal(
        method, PairedTests.Run(test, A, B, new() { Alternative = alternative }).Method);

    [Fact]
    public void Run_LargerSamples_SayTheApproximation()
    {
        double[] a = [.. Enumerable.Range(0, 60).Select(static i => (double)(i % 3 == 0 ? 0 : 1))];
        var b = new double[60];

        Assert.Equal(
            "McNemar's test, 40 items right for a only and 0 for b only, chi-square with continuity correction, two-sided",
            PairedTests.Run("mcnemar", a, b, PairedTestSettings.Default).Method);
        Assert.Equal(
            "McNemar's test, 1 items right for a only and 0 for b only, the smaller of both counts, exact, two-sided",
            PairedTests.Run("mcnemar", [1, 1], [0, 1], PairedTestSettings.Default).Method);
        Assert.Contains("10,000 random sign patterns", PairedTests.Run("randomization", a, b, PairedTestSettings.Default).Method, StringComparison.Ordinal);
        Assert.Contains(
            "20 equal items ranked and left out (Pratt), normal approximation",
            PairedTests.Run("wilcoxon", a, b, new() { Zeros = ZeroMethod.Pratt }).Method,
            StringComparison.Ordinal);
        Assert.Contains("20 equal items split", PairedTests.Run("wilcoxon", a, b, new() { Zeros = ZeroMethod.ZSplit }).Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UndefinedItems_AreDropped()
    {
        var with = PairedTests.Run("ttest", [double.NaN, .. A, 1], [0.5, .. B, double.NaN], PairedTestSettings.Default);

        Assert.Equal(Run("ttest") with { Dropped = 2 }, with);
        Assert.Equal((8, 0), (Run("ttest").N, Run("ttest").Dropped));
    }

    [Theory]
    [InlineData("randomization", double.NaN)]
    [InlineData("ttest", double.NaN)]
    [InlineData("wilcoxon", double.NaN)]
    [InlineData("sign", 1)]
    [InlineData("mcnemar", 1)]
    public void Run_NoItems_SaysNothing(string test, double p) => Assert.Equal(p, PairedTests.Run(test, [], [], PairedTestSettings.Default).P);

    [Fact]
    public void Run_UnknownTest_ListsThem() => Assert.Equal(
        "There is no paired test 'anova'; choose one of randomization, ttest, wilcoxon, sign, mcnemar.",
        Assert.Throws<StatisticRefusedException>(static () => PairedTests.Run("anova", A, B, PairedTestSettings.Default)).Message);

    [Theory]
    [InlineData("randomization")]
    [InlineData("mcnemar")]
    public void Run_OneSideThatATestLacks_IsRefused(string test) => Assert.Contains(
        "is two-sided only",
        Assert.Throws<StatisticRefusedException>(() => PairedTests.Run(test, A, B, new() { Alternative = Alternative.Less })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Run_McNemarOnOtherScores_SaysWhatItTakes() => Assert.Contains(
        "takes right and wrong only", Assert.Throws<StatisticRefusedException>(static () => Run("mcnemar")).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(
        static () => PairedTests.Run("ttest", [1, 2], [1], PairedTestSettings.Default));

    private static PairedTestResult Run(string test) => PairedTests.Run(test, A, B, PairedTestSettings.Default);
}

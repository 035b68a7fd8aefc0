using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Statistics.Tests;
using static BenchHub.Evaluation.Tests.Statistics.Resampling.CorpusTestsData;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

public sealed class CorpusRandomizationTests
{
    private static readonly RandomizationSettings Many = new() { Resamples = 100_000 };

    // Three items, F1 = 2 TP / (2 TP + errors). As seen a has TP 6, errors 3 (12/15) and b TP 3, errors 6 (6/12): 0.3 apart.
    // The eight patterns by brute force: each item's statistics change sides or not.
    [Fact]
    public void Test_ThreeItems_AgreesWithAllEightPatterns()
    {
        double[][] a = [[3, 2, 1], [0, 1, 2]];
        double[][] b = [[1, 2, 0], [2, 1, 3]];
        var asFar = Enumerable.Range(0, 8).Count(pattern => Math.Abs(Difference(a, b, pattern)) >= 0.3 - 1e-12);

        var test = CorpusRandomization.Test(a, b, F1, Many);

        Assert.Equal(0.3, test.Difference, precision: 14);
        Assert.Equal(asFar / 8.0, test.P, tolerance: 0.008);
        Assert.Equal((false, 100_000), (test.Exact, test.Resamples));
    }

    // For a mean it is the paired randomization test, only on other random patterns.
    [Theory]
    [InlineData(Alternative.TwoSided)]
    [InlineData(Alternative.Less)]
    [InlineData(Alternative.Greater)]
    public void Test_Mean_AgreesWithPairedRandomization(Alternative alternative)
    {
        var random = new Random(8);
        double[] a = [.. Enumerable.Range(0, 90).Select(_ => random.NextDouble() + 0.03)];
        double[] b = [.. Enumerable.Range(0, 90).Select(_ => random.NextDouble())];
        var settings = Many with { Alternative = alternative };

        var corpus = CorpusRandomization.Test([a], [b], static (sums, items) => sums[0] / items, settings);
        var paired = PairedRandomization.Test(a, b, settings);

        Assert.Equal(paired.Difference, corpus.Difference, precision: 12);
        Assert.Equal(paired.P, corpus.P, tolerance: 0.01);
    }

    [Fact]
    public void Test_SystemAgainstItself_IsOne()
    {
        var (a, _) = Systems(200, 0, seed: 1);

        Assert.Equal(1, CorpusRandomization.Test(a, a, F1, RandomizationSettings.Default).P);
    }

    [Fact]
    public void Test_MuchBetterSystem_IsTheSmallestThatTheSampleCanShow()
    {
        var (a, b) = Systems(2_000, 0.9, seed: 2);

        Assert.Equal(1.0 / 10_001, CorpusRandomization.Test(a, b, F1, RandomizationSettings.Default).P);
    }

    [Fact]
    public void Test_Swapped_HasTheSameP()
    {
        var (a, b) = Systems(300, 0.05, seed: 3);

        Assert.Equal(
            CorpusRandomization.Test(a, b, F1, RandomizationSettings.Default).P,
            CorpusRandomization.Test(b, a, F1, RandomizationSettings.Default).P);
    }

    [Fact]
    public void Test_NoItemsOrNotANumber_IsUndefined()
    {
        Assert.Equal(double.NaN, CorpusRandomization.Test([[], []], [[], []], F1, Many).P);
        Assert.Equal(double.NaN, CorpusRandomization.Test([[1, double.NaN]], [[1, 1]], static (sums, _) => sums[0], Many).P);
        Assert.Equal(double.NaN, CorpusRandomization.Test([[0], [0]], [[0], [0]], F1, Many).P);
    }

    // One item of two without any count: where both systems' counts fall to one side, the other has 0/0. Such patterns (half
    // of all) must not make a difference significant; the rest are as far as what was seen.
    [Fact]
    public void Test_PatternWithoutAScore_CountsAgainstSignificance() =>
        Assert.Equal(1, CorpusRandomization.Test([[1, 0], [0, 0]], [[0, 0], [0, 1]], F1, Many).P);

    [Fact]
    public void Test_OtherStatistics_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => CorpusRandomization.Test([], [], F1, Many));
        Assert.Throws<ArgumentException>(() => CorpusRandomization.Test([[1]], [[1], [1]], F1, Many));
        Assert.Throws<ArgumentException>(() => CorpusRandomization.Test([[1], [1]], [[1], [1, 2]], F1, Many));
    }

    // 1,000 pairs of systems that do not differ: 5 % up to chance (deviation 0.7 %) come out below 0.05.
    [Fact]
    public void Test_NoTrueDifference_IsSignificantAsOftenAsAlphaSays()
    {
        var alarms = Enumerable.Range(0, 1_000).Count(static trial =>
        {
            var (a, b) = Systems(40, 0, seed: 100 + trial);
            return CorpusRandomization.Test(a, b, F1, new() { Resamples = 999, Seed = (ulong)trial }).P <= 0.05;
        });

        Assert.InRange(alarms / 1_000.0, 0.03, 0.07);
    }

    private static double Difference(double[][] a, double[][] b, int pattern)
    {
        double[] one = new double[2], other = new double[2];
        for (var i = 0; i < 3; i++)
        {
            var (mine, theirs) = (pattern >> i & 1) == 0 ? (one, other) : (other, one);
            for (var c = 0; c < 2; c++)
            {
                mine[c] += a[c][i];
                theirs[c] += b[c][i];
            }
        }

        return F1(one, 3) - F1(other, 3);
    }
}

using BenchHub.Evaluation.Statistics.Resampling;
using static BenchHub.Evaluation.Tests.Statistics.Resampling.CorpusTestsData;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

public sealed class CorpusBootstrapTests
{
    private static readonly BootstrapSettings Thousand = new() { Resamples = 1_000 };

    // Replicates 0 to 80: 81 / 40 = 2, so from the sorted number 2 to number 78, half of 76. Their mean is 40.
    [Fact]
    public void ResampledScore_EightyOne_CutsTwoAtEachEnd() =>
        Assert.Equal(new(40, 38), ResampledScore.Of([.. Enumerable.Range(0, 81).Reverse().Select(static i => (double)i)]));

    // Fewer than 40 are not cut: 1 to 5 has mean 3 and half width 2.
    [Fact]
    public void ResampledScore_Five_CutsNothing() => Assert.Equal(new(3, 2), ResampledScore.Of([5, 1, 4, 2, 3]));

    // sacreBLEU's rule on differences of means of n = 400 items: d* is normal about d with deviation s / √n, so that p is the
    // chance of |d*| - E|d*| >= |d|: with d = 1.5 deviations, E|d*| = 1.5 erf(1.5/√2) + √(2/π) e^(-1.125) = 1.5587 of them and
    // |d*| >= 3.0587 has the chance Φ(-1.5587) + Φ(-4.5587) = 0.0595.
    [Fact]
    public void Test_MeanOneAndAHalfErrorsAway_HasThePOfTheNormal()
    {
        double[] noise = [.. Enumerable.Range(0, 400).Select(static i => (i % 2 * 2.0) - 1)];
        double[] a = [.. noise.Select(static x => x + (1.5 / 20))];

        var test = CorpusBootstrap.Test([a], [new double[400]], static (sums, items) => sums[0] / items, new() { Resamples = 100_000 });

        Assert.Equal(0.0595, test.P, tolerance: 0.004);
        Assert.Equal(0.075, test.Difference, precision: 12);
        Assert.Equal(0.075, test.A.Mean, tolerance: 0.001);

        // Resampled means stand 2 / 400 apart.
        Assert.Equal(1.96 / 20, test.A.HalfWidth, tolerance: 0.0051);
        Assert.Equal(new(0, 0), test.B);
    }

    [Fact]
    public void Test_SystemAgainstItself_IsOne()
    {
        var (a, _) = Systems(200, 0, seed: 1);

        Assert.Equal((1.0, 0.0), (CorpusBootstrap.Test(a, a, F1, Thousand).P, CorpusBootstrap.Test(a, a, F1, Thousand).Difference));
    }

    [Fact]
    public void Test_MuchBetterSystem_IsTheSmallestThatTheSampleCanShow()
    {
        var (a, b) = Systems(2_000, 0.9, seed: 2);

        Assert.Equal(1.0 / 1_001, CorpusBootstrap.Test(a, b, F1, Thousand).P);
    }

    [Fact]
    public void Test_NoItemsOrAResampleWithoutAScore_IsUndefined()
    {
        Assert.Equal(double.NaN, CorpusBootstrap.Test([[], []], [[], []], F1, Thousand).P);
        Assert.Equal((double.NaN, double.NaN), (CorpusBootstrap.Test([[1, 0], [0, 0]], [[1, 1], [0, 1]], F1, Thousand).P, CorpusBootstrap.Test([[1, 0], [0, 0]], [[1, 1], [0, 1]], F1, Thousand).A.Mean));
    }

    [Fact]
    public void Test_OtherStatistics_AreRefused() => Assert.Throws<ArgumentException>(() => CorpusBootstrap.Test([[1]], [[1], [1]], F1, Thousand));
}

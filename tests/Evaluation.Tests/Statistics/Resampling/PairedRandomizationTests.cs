using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Statistics.Tests;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

public sealed class PairedRandomizationTests
{
    internal static readonly double[] A = [0.52, 0.61, 0.70, 0.33, 0.85, 0.47, 0.90, 0.66];
    internal static readonly double[] B = [0.50, 0.55, 0.72, 0.25, 0.80, 0.40, 0.88, 0.60];

    private static readonly RandomizationSettings Sampled = new() { Resamples = 200 };

    // All 256 sign patterns enumerated in rational arithmetic: 8 have a sum of at least 0.34 either way. Several are exact
    // ties that the binary sums miss by a few ε.
    [Fact]
    public void Test_EightPairs_CountsAllSignPatterns()
    {
        var test = PairedRandomization.Test(A, B, RandomizationSettings.Default);

        Assert.Equal((8.0 / 256, true, 256), (test.P, test.Exact, test.Resamples));
        Assert.Equal(0.0425, test.Difference, precision: 14);
    }

    // 24 cases of 1 to 8 pairs on coarse and fine grids, with ties and differences that cancel.
    [Theory]
    [InlineData("two-sided", Alternative.TwoSided)]
    [InlineData("less", Alternative.Less)]
    [InlineData("greater", Alternative.Greater)]
    public void Test_FewPairs_EqualsScipy(string name, Alternative alternative) =>
        Assert.All(ResamplingReference.Cases("permutations"), reference =>
        {
            var test = PairedRandomization.Test(reference.Numbers("a"), reference.Numbers("b"), new() { Alternative = alternative });

            Assert.Equal(reference.Number(name), test.P, tolerance: 1e-9);
            Assert.True(test.Exact);
        });

    // 13 pairs have 8,192 patterns and 14 have 16,384: 10,000 resamples lie between.
    [Theory]
    [InlineData(13, 10_000, true, 8_192)]
    [InlineData(14, 10_000, false, 10_000)]
    [InlineData(8, 256, true, 256)]
    [InlineData(8, 255, false, 255)]
    public void Test_PatternsAndResamples_DecideWhetherItIsExact(int n, int resamples, bool exact, long taken)
    {
        double[] a = [.. Enumerable.Range(0, n).Select(static i => i / 8.0)];

        var test = PairedRandomization.Test(a, new double[n], new() { Resamples = resamples });

        Assert.Equal((exact, taken), (test.Exact, test.Resamples));
    }

    // Two patterns, d and -d: d alone is as great as d, both are as far from 0.
    [Theory]
    [InlineData(Alternative.TwoSided, 1)]
    [InlineData(Alternative.Greater, 0.5)]
    [InlineData(Alternative.Less, 1)]
    public void Test_OnePairAboveTheOther_HasTwoPatterns(Alternative alternative, double p) =>
        Assert.Equal(p, PairedRandomization.Test([1], [0], new() { Alternative = alternative }).P);

    // 40 differences of 1: no pattern of 200 is as great; every one is as small.
    [Fact]
    public void Test_OneSidedSampled_CountsItsSide()
    {
        double[] a = [.. Enumerable.Repeat(1.0, 40)];

        Assert.Equal(1.0 / 201, PairedRandomization.Test(a, new double[40], Sampled with { Alternative = Alternative.Greater }).P);
        Assert.Equal(1, PairedRandomization.Test(a, new double[40], Sampled with { Alternative = Alternative.Less }).P);
    }

    // 0.1 + 0.2 - 0.3 is 0 in truth, not in binary (5.6e-17) nor in whole numbers: no pattern is nearer to 0, so p = 1.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(100)]
    public void Test_DifferencesThatCancel_AreAsFarAsAnything(int times)
    {
        double[] a = [.. Enumerable.Repeat(new[] { 0.1, 0.2, 0 }, times).SelectMany(static three => three)];
        double[] b = [.. Enumerable.Repeat(new[] { 0, 0, 0.3 }, times).SelectMany(static three => three)];

        Assert.Equal(1, PairedRandomization.Test(a, b, RandomizationSettings.Default).P);
    }

    [Fact]
    public void Test_NoPairs_IsUndefined() => Assert.Equal(double.NaN, PairedRandomization.Test([], [], RandomizationSettings.Default).P);

    [Fact]
    public void Test_OnePair_IsOne() => Assert.Equal(1, PairedRandomization.Test([1], [0], RandomizationSettings.Default).P);

    [Fact]
    public void Test_NaN_IsUndefined() =>
        Assert.Equal(double.NaN, PairedRandomization.Test([1, double.NaN], [0, 1], RandomizationSettings.Default).P);

    [Fact]
    public void Test_UnequalLengths_IsRefused() =>
        Assert.Throws<ArgumentException>(static () => PairedRandomization.Test([1, 2], [1], RandomizationSettings.Default));

    [Theory]
    [InlineData(5)]
    [InlineData(500)]
    public void Test_NoDifferenceAnywhere_IsOne(int n)
    {
        double[] same = [.. Enumerable.Range(0, n).Select(static i => i / 7.0)];

        Assert.Equal(1, PairedRandomization.Test(same, same, RandomizationSettings.Default).P);
    }

    // 100 differences of 1: no pattern but two in 2^100 is as far, so c = 0 and p = 1 / (200 + 1).
    [Fact]
    public void Test_AlwaysBetter_IsTheSmallestThatTheSampleCanShow()
    {
        var test = PairedRandomization.Test([.. Enumerable.Repeat(1.0, 100)], new double[100], Sampled);

        Assert.Equal((1.0 / 201, false, 200), (test.P, test.Exact, test.Resamples));
    }

    // One item differs among 100: every pattern is exactly as far, c = m and p = 1. Holds only if ties are ties.
    [Theory]
    [InlineData(0.1)]
    [InlineData(1e-9)]
    [InlineData(3e200)]
    [InlineData(7e-200)]
    public void Test_OneItemDiffers_EveryPatternTies(double difference)
    {
        var a = new double[100];
        a[37] = difference;

        Assert.Equal(1, PairedRandomization.Test(a, new double[100], Sampled).P);
    }

    // Differences of ±1 with k of n = 400 positive: the sum of a pattern is Binomial, so P(|S| >= 40) is
    // 2 P(X >= 220), X ~ Binomial(400, 1/2). The sum is taken below; 100,000 patterns have deviation 0.0007.
    [Fact]
    public void Test_UnitDifferences_AgreeWithTheBinomial()
    {
        double[] a = [.. Enumerable.Range(0, 400).Select(static i => i < 220 ? 1.0 : 0.0)];
        double[] b = [.. a.Select(static x => 1 - x)];
        var (term, tail) = (Math.ScaleB(1, -400), 0.0);
        for (var x = 0; x <= 400; term = term * (400 - x) / (x + 1), x++)
        {
            tail += x >= 220 ? term : 0;
        }

        var test = PairedRandomization.Test(a, b, new RandomizationSettings { Resamples = 100_000 });

        Assert.Equal(2 * tail, test.P, tolerance: 0.0035);
    }

    [Fact]
    public void Test_SampledAndExact_Agree()
    {
        var exact = PairedRandomization.Test(A, B, new RandomizationSettings { Resamples = 256 });
        var (a, b) = (A.Append(0).ToArray(), B.Append(0).ToArray());
        double[] longA = [.. a, .. new double[20]];
        double[] longB = [.. b, .. new double[20]];

        // Items without a difference leave the distribution as it is, but are too many to enumerate.
        var sampled = PairedRandomization.Test(longA, longB, new RandomizationSettings { Resamples = 200_000 });

        Assert.False(sampled.Exact);
        Assert.Equal(exact.P, sampled.P, tolerance: 0.002);
    }

    [Fact]
    public void AllPairs_ThreeSystems_EqualEachPairAlone()
    {
        var random = new Random(2);
        double[][] systems = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 130).Select(_ => random.Next(6) / 5.0).ToArray())];

        var tests = PairedRandomization.AllPairs(systems, RandomizationSettings.Default);

        Assert.Equal(
            [
                PairedRandomization.Test(systems[0], systems[1], RandomizationSettings.Default),
                PairedRandomization.Test(systems[0], systems[2], RandomizationSettings.Default),
                PairedRandomization.Test(systems[1], systems[2], RandomizationSettings.Default),
            ],
            tests);
    }

    // Pinned, so that a change of the random numbers or of their use cannot pass unseen. A Python transcription of the
    // definition, with the same bits and rational arithmetic, counts 2,146 of 10,000 patterns.
    [Fact]
    public void Test_SameSeed_GivesTheSameValueForever()
    {
        double[] a = [.. Enumerable.Range(0, 130).Select(static i => i * i % 11 / 10.0)];
        double[] b = [.. Enumerable.Range(0, 130).Select(static i => i * i % 13 / 12.0 * 0.9)];

        Assert.Equal(2_147.0 / 10_001, PairedRandomization.Test(a, b, RandomizationSettings.Default).P);
    }

    [Fact]
    public void Test_AnyPair_IsSymmetricAndAChance()
    {
        var columns = Gen.Choose(0, 10).Select(static x => x / 10.0).ListOf(40);

        Property.Holds(columns.Two(), static pair =>
        {
            double[] a = [.. pair.Item1];
            double[] b = [.. pair.Item2];
            var p = PairedRandomization.Test(a, b, Sampled).P;
            return p is > 0 and <= 1 && p == PairedRandomization.Test(b, a, Sampled).P;
        }, tests: 100);
    }

    // 1,000 comparisons of systems that do not differ, on coarse scores with many ties: at most 5 % come out below 0.05
    // up to chance (deviation √(0.05 * 0.95 / 1000) = 0.7 %), and not so few that the test would be blind.
    [Fact]
    public void Test_NoTrueDifference_IsSignificantAsOftenAsAlphaSays()
    {
        var random = new Random(17);
        var alarms = 0;
        for (var trial = 0; trial < 1_000; trial++)
        {
            double[] a = [.. Enumerable.Range(0, 30).Select(_ => random.Next(11) / 10.0)];
            double[] b = [.. Enumerable.Range(0, 30).Select(_ => random.Next(11) / 10.0)];
            alarms += PairedRandomization.Test(a, b, new RandomizationSettings { Resamples = 999, Seed = (ulong)trial }).P <= 0.05 ? 1 : 0;
        }

        Assert.InRange(alarms / 1_000.0, 0.03, 0.07);
    }
}

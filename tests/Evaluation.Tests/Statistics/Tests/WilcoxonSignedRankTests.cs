using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Tests;

public sealed class WilcoxonSignedRankTests
{
    private sealed record Case(
        string? Sample, int Generated, string Zeros, string Alternative, bool Correction, string Method, double Statistic, double P);

    [Fact]
    public void Test_Reference_EqualsScipyAndTheEnumeration()
    {
        var cases = StatisticsReference.Of<Case>("wilcoxon");

        Assert.True(cases.Length > 300);
        Assert.All(cases, static x =>
        {
            var (a, b) = StatisticsReference.Sample(x.Sample, x.Generated);
            var test = WilcoxonSignedRank.Test(a, b, new()
            {
                Zeros = Enum.Parse<ZeroMethod>(x.Zeros, ignoreCase: true),
                Alternative = Sides.Of(x.Alternative),
                Correction = x.Correction,
                Method = Enum.Parse<WilcoxonMethod>(x.Method, ignoreCase: true),
            });
            StatisticsReference.Close(x.Statistic, test.Statistic, x, 1e-15);
            StatisticsReference.Close(x.P, test.P, x);
        });
    }

    // Ranks of 1 2 -3 4: 1 2 3 4, below 0: 3. Of the 16 subsets of {1, 2, 3, 4} five have a sum of at most 3 ({}, 1, 2, 3, 12).
    [Fact]
    public void Test_FourItems_CountsSubsets()
    {
        Assert.Equal(new Wilcoxon(3, 10 / 16.0, 4, 0, Exact: true), Test([1, 2, 0, 4], [0, 0, 3, 0]));
        Assert.Equal(new Wilcoxon(7, 5 / 16.0, 4, 0, Exact: true), Test([1, 2, 0, 4], [0, 0, 3, 0], Alternative.Greater));

        // Sums of at least 7 by the complement: 5 of 16; of at most 7: those not in {8, 9, 10} = 16 - 3.
        Assert.Equal(13 / 16.0, Test([1, 2, 0, 4], [0, 0, 3, 0], Alternative.Less).P);
    }

    // Distances 1 1 2: ranks 1.5 1.5 3, above 0 all but the first: 4.5. Sums of subsets: 0 1.5 1.5 3 3 4.5 4.5 6; three are at least 4.5.
    [Fact]
    public void Test_Ties_CountsSubsetsOfMidRanks() =>
        Assert.Equal(new Wilcoxon(4.5, 3 / 8.0, 3, 0, Exact: true), Test([0, 1, 2], [1, 0, 0], Alternative.Greater));

    // With the zero ranked (Pratt) the others have ranks 2 and 3; both are above: one subset of four.
    [Fact]
    public void Test_Pratt_RanksZerosAndLeavesThemOut() => Assert.Equal(
        new Wilcoxon(5, 1 / 4.0, 2, 1, Exact: true),
        WilcoxonSignedRank.Test([1, 2, 3], [1, 1, 1], new() { Alternative = Alternative.Greater, Zeros = ZeroMethod.Pratt }));

    [Theory]
    [InlineData(50, false, true)]
    [InlineData(51, false, false)]
    [InlineData(13, true, true)]
    [InlineData(14, true, false)]
    public void Test_Auto_SwitchesAsScipyDoes(int items, bool ties, bool exact) => Assert.Equal(
        exact, Test([.. Enumerable.Range(1, items).Select(i => ties ? Math.Max(2.0, i) : i)], new double[items]).Exact);

    // The smallest two-sided p of 1,000 items: 2 / 2^1000.
    [Fact]
    public void Test_ExactOfManyItems_KeepsTheSmallestTail()
    {
        double[] a = [.. Enumerable.Range(1, WilcoxonSignedRank.LargestExact).Select(static i => (double)i)];

        StatisticsReference.Close(
            Math.ScaleB(1, -999), WilcoxonSignedRank.Test(a, new double[a.Length], new() { Method = WilcoxonMethod.Exact }).P, "2 / 2^1000");
    }

    [Fact]
    public void Test_ExactOfTooManyItems_IsRefused() => Assert.Contains(
        "up to 1,000 items",
        Assert.Throws<StatisticRefusedException>(static () => WilcoxonSignedRank.Test(new double[1_001], new double[1_001], new() { Method = WilcoxonMethod.Exact })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Test_NoPairs_IsUndefined() => Assert.Equal((double.NaN, double.NaN), (Test([], []).Statistic, Test([], []).P));

    [Fact]
    public void Test_NaN_IsUndefined() => Assert.Equal(double.NaN, Test([1, double.NaN, 2], [0, 0, 0]).P);

    [Fact]
    public void Test_OnePair_SaysNothing() => Assert.Equal((1, 0.5), (Test([1], [0]).P, Test([1], [0], Alternative.Greater).P));

    [Theory]
    [InlineData(3, ZeroMethod.Wilcox)]
    [InlineData(60, ZeroMethod.Wilcox)]
    [InlineData(60, ZeroMethod.Pratt)]
    [InlineData(60, ZeroMethod.ZSplit)]
    public void Test_NoDifferenceAnywhere_IsCertain(int items, ZeroMethod zeros)
    {
        var test = WilcoxonSignedRank.Test(new double[items], new double[items], new() { Zeros = zeros });

        Assert.Equal((1, 0, items), (test.P, test.N, test.Zeros));
    }

    [Fact]
    public void Test_InfiniteDifferences_AreLargest() => Assert.Equal(
        Test([1, 2, 3], [0, 0, 4]).P, Test([1, double.PositiveInfinity, 2], [0, 0, 4]).P);

    [Fact]
    public void Test_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(static () => Test([1, 2], [1]));

    // Items in another order, both systems exchanged, all scores doubled: the same p, and the two sides exchanged.
    [Fact]
    public void Test_AnyScores_IsSymmetric() => Property.Holds(Gen.Choose(-6, 6).ListOf(), static list =>
    {
        double[] a = [.. list.Select(static x => (double)x)];
        var b = new double[a.Length];
        double[] reversed = [.. a.Reverse().Select(static x => 2 * x)];
        return Same(Test(a, b).P, Test(b, a).P)
            && Same(Test(a, b).P, Test(reversed, b).P)
            && Same(Test(a, b, Alternative.Less).P, Test(b, a, Alternative.Greater).P)
            && (a.Length == 0 || Test(a, b).P is >= 0 and <= 1);
    });

    private static bool Same(double x, double y) => x.Equals(y) || Math.Abs(x - y) < 1e-12;

    private static Wilcoxon Test(double[] a, double[] b, Alternative alternative = Alternative.TwoSided) =>
        WilcoxonSignedRank.Test(a, b, new() { Alternative = alternative });
}

using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Tests;

public sealed class SignTestTests
{
    private sealed record Case(int Wins, int Losses, string Alternative, double P);

    [Fact]
    public void Test_Reference_EqualsBinomtest() => Assert.All(StatisticsReference.Of<Case>("sign"), static x =>
    {
        double[] a = [.. Enumerable.Repeat(1.0, x.Wins), .. Enumerable.Repeat(0.0, x.Losses), 0.5];
        double[] b = [.. Enumerable.Repeat(0.0, x.Wins), .. Enumerable.Repeat(1.0, x.Losses), 0.5];

        var test = SignTest.Test(a, b, Sides.Of(x.Alternative));

        Assert.Equal((x.Wins, x.Losses, 1), (test.Wins, test.Losses, test.Ties));
        StatisticsReference.Close(x.P, test.P, x);
    });

    // Of 5 tosses 4 or more are heads in (5 + 1) / 32.
    [Fact]
    public void Test_FourOfFive_MatchesTheArithmetic()
    {
        Assert.Equal(new Sign(4, 1, 1, 12 / 32.0), SignTest.Test([1, 1, 1, 1, 0, 3], [0, 0, 0, 0, 1, 3]), Near);
        Assert.Equal(6 / 32.0, SignTest.Test([1, 1, 1, 1, 0], [0, 0, 0, 0, 1], Alternative.Greater).P, precision: 14);
        Assert.Equal(31 / 32.0, SignTest.Test([1, 1, 1, 1, 0], [0, 0, 0, 0, 1], Alternative.Less).P, precision: 14);
    }

    // 2 / 2^5000 is no longer a number above 0, 2 / 2^1000 is.
    [Fact]
    public void Test_AllWins_KeepsTheSmallestTail()
    {
        StatisticsReference.Close(Math.ScaleB(1, -999), SignTest.Test([.. Enumerable.Repeat(1.0, 1_000)], new double[1_000]).P, "1,000 wins");
        Assert.Equal(0, SignTest.Test([.. Enumerable.Repeat(1.0, 5_000)], new double[5_000]).P);
    }

    [Fact]
    public void Test_NothingDiffers_IsCertain() => Assert.Equal((1, 1, 1), (SignTest.Test([], []).P, SignTest.Test([2], [2]).P, SignTest.Test([1], [0]).P));

    [Fact]
    public void Test_NaN_IsUndefined() => Assert.Equal(double.NaN, SignTest.Test([1, double.NaN], [0, 0]).P);

    [Fact]
    public void Test_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(static () => SignTest.Test([1, 2], [1]));

    [Fact]
    public void Test_AnyCounts_IsSymmetricAndFallsWithTheLead() => Property.Holds(Gen.Choose(0, 200).Two(), static both =>
    {
        var (wins, losses) = both;
        var (more, fewer) = (Math.Max(wins, losses), Math.Min(wins, losses));
        return Math.Abs(SignTest.P(wins, losses, Alternative.TwoSided) - SignTest.P(losses, wins, Alternative.TwoSided)) < 1e-14
            && Math.Abs(SignTest.P(wins, losses, Alternative.Less) - SignTest.P(losses, wins, Alternative.Greater)) < 1e-14
            && SignTest.P(more + 1, fewer, Alternative.TwoSided) <= SignTest.P(more, fewer, Alternative.TwoSided) + 1e-14;
    });

    private static bool Near(Sign expected, Sign actual) => Math.Abs(expected.P - actual.P) < 1e-14 && expected == actual with { P = expected.P };
}

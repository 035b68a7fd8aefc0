using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Ranks;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Ranks;

public sealed class FriedmanTests
{
    private sealed record Case(
        string Table, double[] Ranks, double Square, double P, double F, double Fp, double[] Nemenyi, double Critical);

    [Fact]
    public void Test_Reference_EqualsScipy() => Assert.All(StatisticsReference.Of<Case>("friedman"), static x =>
    {
        var test = FriedmanTest.Test(StatisticsReference.Table(x.Table));
        Assert.Equal(x.Ranks, test.MeanRanks, Near);
        StatisticsReference.Close(x.Square, test.ChiSquare, x);
        StatisticsReference.Close(x.P, test.P, x);
        StatisticsReference.Close(x.F, test.F, x);
        StatisticsReference.Close(x.Fp, test.FP, x);
        Assert.Equal(x.Nemenyi, Nemenyi.Pairs(test).Select(static pair => pair.P), Near);
        StatisticsReference.Close(x.Critical, Nemenyi.CriticalDifference(test.MeanRanks.Length, test.Items), x);
    });

    // Ranks (1 2 3), (1 2 3), (2 1 3), (1 3 2): sums 5 8 11 around 8: spread 18, χ² = 12 * 18 / (4 * 3 * 4) = 4.5, p = e^-2.25;
    // F = 3 * 4.5 / (8 - 4.5) = 27/7.
    [Fact]
    public void Test_FourItems_MatchesTheArithmetic()
    {
        var test = FriedmanTest.Test([[9, 9, 5, 9], [5, 5, 9, 1], [1, 1, 1, 5]]);

        Assert.Equal([1.25, 2, 2.75], test.MeanRanks);
        Assert.Equal((4.5, 4), (test.ChiSquare, test.Items));
        Assert.Equal(Math.Exp(-2.25), test.P, precision: 14);
        Assert.Equal(27 / 7.0, test.F, precision: 14);
    }

    [Fact]
    public void Test_LowerIsBetter_TurnsRanksOnly()
    {
        var (up, down) = (FriedmanTest.Test([[9, 9], [5, 5], [1, 2]]), FriedmanTest.Test([[9, 9], [5, 5], [1, 2]], MetricDirection.LowerIsBetter));

        Assert.Equal([1, 2, 3], up.MeanRanks);
        Assert.Equal([3, 2, 1], down.MeanRanks);
        Assert.Equal(up.P, down.P);
    }

    [Fact]
    public void Test_SameOrderEverywhere_IsCertain() => Assert.Equal(
        (6, double.PositiveInfinity, 0), Of(FriedmanTest.Test([[3, 2, 9], [2, 1, 8], [1, 0, 7]])));

    [Fact]
    public void Test_NothingToRank_IsUndefined()
    {
        Assert.Equal((double.NaN, double.NaN, double.NaN), Of(FriedmanTest.Test([[], []])));
        Assert.Equal((double.NaN, double.NaN, double.NaN), Of(FriedmanTest.Test([[1, double.NaN], [1, 2]])));
        Assert.Equal((double.NaN, double.NaN, double.NaN), Of(FriedmanTest.Test([[1, 2], [1, 2]])));
        Assert.Equal((2, double.NaN, double.NaN), Of(FriedmanTest.Test([[3], [2], [1]])));
    }

    [Fact]
    public void Test_ImpossibleInput_IsRefused()
    {
        Assert.Throws<StatisticRefusedException>(static () => FriedmanTest.Test([]));
        Assert.Throws<StatisticRefusedException>(static () => FriedmanTest.Test([[1, 2]]));
        Assert.Throws<StatisticRefusedException>(static () => FriedmanTest.Test([[1, 2], [1]]));
    }

    // Scores of an item may be stretched and items taken in any order; mean ranks sum to k (k + 1) / 2.
    [Fact]
    public void Test_AnyScores_LooksAtOrderOnly() => Property.Holds(Gen.Choose(0, 5).Three().NonEmptyListOf(), static rows =>
    {
        double[][] systems = [[.. rows.Select(static r => (double)r.Item1)], [.. rows.Select(static r => (double)r.Item2)], [.. rows.Select(static r => (double)r.Item3)]];
        var test = FriedmanTest.Test(systems);
        var other = FriedmanTest.Test([.. systems.Select(static scores => scores.Select(static (x, i) => (x * (i + 1)) + i).Reverse().ToArray())]);
        return (test.ChiSquare.Equals(other.ChiSquare) || Math.Abs(test.ChiSquare - other.ChiSquare) < 1e-9)
            && Math.Abs(test.MeanRanks.Sum() - 6) < 1e-9 && !(test.P < 0) && !(test.P > 1);
    });

    // Demšar (2006), table 5a: q at 0.05 for 2, 5 and 10 classifiers is 1.960, 2.728 and 3.164; CD = q √(k (k + 1) / 6n).
    [Theory]
    [InlineData(2, 1.960)]
    [InlineData(5, 2.728)]
    [InlineData(10, 3.164)]
    public void CriticalDifference_PublishedTable_Agrees(int systems, double q) => Assert.Equal(
        q, Nemenyi.CriticalDifference(systems, 30) / Math.Sqrt(systems * (systems + 1) / 180.0), precision: 3);

    [Fact]
    public void CriticalDifference_Difference_HasThatP()
    {
        var friedman = new Friedman([1, 1 + Nemenyi.CriticalDifference(4, 17, 0.01), 2, 3], 17, 0, 0, 0, 0);

        Assert.Equal(0.01, Nemenyi.Pairs(friedman)[0].P, precision: 12);
    }

    [Fact]
    public void Nemenyi_NoItems_IsUndefined()
    {
        Assert.Equal(double.NaN, Nemenyi.Pairs(FriedmanTest.Test([[], []]))[0].P);
        Assert.Equal(double.NaN, Nemenyi.CriticalDifference(3, 0));
    }

    [Fact]
    public void CriticalDifference_ImpossibleInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Nemenyi.CriticalDifference(1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Nemenyi.CriticalDifference(3, 5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Nemenyi.CriticalDifference(3, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Nemenyi.CriticalDifference(3, -5));
    }

    private static (double Square, double F, double FP) Of(Friedman test) => (test.ChiSquare, test.F, test.FP);

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9 * Math.Abs(expected);
}

using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Evaluation.Tests.Statistics.Reference;

namespace BenchHub.Evaluation.Tests.Statistics.Tests;

public sealed class McNemarTests
{
    private sealed record Case(int OnlyA, int OnlyB, bool Exact, double Statistic, double P);

    [Fact]
    public void Test_Reference_EqualsStatsmodels() => Assert.All(StatisticsReference.Of<Case>("mcnemar"), static x =>
    {
        var test = McNemar.Test(x.OnlyA, x.OnlyB, x.Exact);
        StatisticsReference.Close(x.Statistic, test.Statistic, x);
        StatisticsReference.Close(x.P, test.P, x);
    });

    // Only a: items 1 and 2; only b: item 5. Of three tosses at most one is a tail in 4/8; doubled and capped: 1.
    [Fact]
    public void Test_Scores_CountsDiscordantItems() => Assert.Equal(
        new McNemarResult(2, 1, 1, 1, Exact: true), McNemar.Test([1, 1, 1, 0, 0], [0, 0, 1, 0, 1]));

    // 10 against 15: (5 - 1)² / 25 = 0.64 from 25 discordant items on; 10 against 14 is still exact.
    [Fact]
    public void Test_TwentyFiveDiscordant_TurnsToChiSquare()
    {
        Assert.Equal((0.64, false), (McNemar.Test(10, 15).Statistic, McNemar.Test(10, 15).Exact));
        Assert.Equal((10, true), (McNemar.Test(10, 14).Statistic, McNemar.Test(10, 14).Exact));
    }

    [Fact]
    public void Test_NothingDiscordant_IsCertain() => Assert.Equal(
        (1, 1, 1), (McNemar.Test([], []).P, McNemar.Test([1, 0], [1, 0]).P, McNemar.Test(0, 0, exact: false).P));

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void Test_ScoreBetween_IsRefused(double score)
    {
        Assert.Contains($"the first system has a score of {score}", Assert.Throws<StatisticRefusedException>(() => McNemar.Test([1, score], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains($"the second system has a score of {score}", Assert.Throws<StatisticRefusedException>(() => McNemar.Test([1, 1], [score, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_ImpossibleInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(static () => McNemar.Test([1], [1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => McNemar.Test(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(static () => McNemar.Test(1, -2));
    }
}

using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics;

public sealed class ProportionIntervalTests
{
    private sealed record Case(long Successes, long N, double Level, double Low, double High);

    [Fact]
    public void Wilson_Reference_EqualsStatsmodels() => Assert.All(
        StatisticsReference.Of<Case>("wilson"), static x => Close(x, ProportionInterval.Wilson(x.Successes, x.N, x.Level)));

    [Fact]
    public void ClopperPearson_Reference_EqualsStatsmodels() => Assert.All(
        StatisticsReference.Of<Case>("clopperPearson"), static x => Close(x, ProportionInterval.ClopperPearson(x.Successes, x.N, x.Level)));

    // 0 of n: (1 - p)^n = 0.025, so up to 1 - 0.025^(1/n); n of n the other way round.
    [Fact]
    public void ClopperPearson_NoneOrAll_HasAClosedForm()
    {
        StatisticsReference.Close(1 - Math.Pow(0.025, 1 / 20.0), ProportionInterval.ClopperPearson(0, 20).High, "0 of 20", 1e-13);
        StatisticsReference.Close(Math.Pow(0.025, 1 / 20.0), ProportionInterval.ClopperPearson(20, 20).Low, "20 of 20", 1e-13);
        StatisticsReference.Close(-Math.Log(0.025) / 1e12, ProportionInterval.ClopperPearson(0, 1_000_000_000_000).High, "0 of 10^12", 1e-11);
    }

    // 5 of 10: centre 1/2, half width z/√n √(1/4 + z²/4n) / (1 + z²/n) with z² = 3.841458820694124: 0.26340930...
    [Fact]
    public void Wilson_Half_IsSymmetric()
    {
        var z2 = 3.841458820694124 / 10;
        var half = Math.Sqrt(z2) / 2 * Math.Sqrt(1 + z2) / (1 + z2);

        Assert.Equal(0.5 - half, ProportionInterval.Wilson(5, 10).Low, precision: 14);
        Assert.Equal(0.5 + half, ProportionInterval.Wilson(5, 10).High, precision: 14);
    }

    [Fact]
    public void Intervals_NoItems_AreUndefined()
    {
        Assert.Equal(Interval.Undefined, ProportionInterval.Wilson(0, 0));
        Assert.Equal(Interval.Undefined, ProportionInterval.ClopperPearson(0, 0));
    }

    [Fact]
    public void Intervals_ImpossibleInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => ProportionInterval.Wilson(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ProportionInterval.Wilson(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ProportionInterval.Wilson(4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ProportionInterval.ClopperPearson(1, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ProportionInterval.ClopperPearson(1, 3, 1));
    }

    // Both hold the share seen, the exact one is no narrower at 95 %, and failures mirror successes.
    [Fact]
    public void Intervals_AnyCounts_HoldTheShareAndMirror() => Property.Holds(Gen.Choose(0, 300).Two(), static both =>
    {
        var (n, k) = (Math.Max(both.Item1, both.Item2) + 1, Math.Min(both.Item1, both.Item2));
        var (wilson, exact) = (ProportionInterval.Wilson(k, n), ProportionInterval.ClopperPearson(k, n));
        var (other, mirror) = (ProportionInterval.Wilson(n - k, n), ProportionInterval.ClopperPearson(n - k, n));
        var share = (double)k / n;
        return wilson.Low <= share && share <= wilson.High && exact.Low <= share && share <= exact.High
            && exact.High - exact.Low >= wilson.High - wilson.Low - 1e-9
            && Math.Abs(wilson.Low + other.High - 1) < 1e-12 && Math.Abs(exact.Low + mirror.High - 1) < 1e-12;
    });

    private static void Close(Case expected, Interval found)
    {
        StatisticsReference.Close(expected.Low, found.Low, expected);
        StatisticsReference.Close(expected.High, found.High, expected);
    }
}

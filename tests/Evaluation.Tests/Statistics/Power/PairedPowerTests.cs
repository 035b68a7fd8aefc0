using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Power;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Power;

public sealed class PairedPowerTests
{
    private sealed record Powers(double Size, long N, double Alpha, string Alternative, double Power, double Exact);

    private sealed record ItemsNeeded(double Size, double Alpha, double Power, string Alternative, long Items);

    private sealed record Smallest(long N, double Alpha, double Power, string Alternative, double Size);

    // statsmodels takes its critical value from scipy's t.isf, which has nine digits.
    [Fact]
    public void Of_Reference_EqualsStatsmodelsAndTheIntegral() => Assert.All(StatisticsReference.Of<Powers>("powers"), static x =>
    {
        var power = PairedPower.Of(x.Size * 0.3, 0.3, x.N, new() { Alpha = x.Alpha, Alternative = Sides.Of(x.Alternative) });
        StatisticsReference.Close(x.Exact, power, x);
        StatisticsReference.Close(x.Power, power, x, 1e-7);
    });

    [Fact]
    public void Items_Reference_EqualsStatsmodelsRoundedUp() => Assert.All(StatisticsReference.Of<ItemsNeeded>("items"), static x => Assert.Equal(
        x.Items, PairedPower.Items(x.Size * 0.25, 0.25, new() { Alpha = x.Alpha, Power = x.Power, Alternative = Sides.Of(x.Alternative) })));

    [Fact]
    public void SmallestEffect_Reference_EqualsStatsmodels() => Assert.All(StatisticsReference.Of<Smallest>("smallestEffects"), static x => StatisticsReference.Close(
        x.Size * 2, PairedPower.SmallestEffect(x.N, 2, new() { Alpha = x.Alpha, Power = x.Power, Alternative = Sides.Of(x.Alternative) }), x, 1e-8));

    // The normal approximation, ((1.959964 + 0.841621) * 0.2 / 0.02)² = 784.9, and about z²/2 = 2 items more for the t.
    [Fact]
    public void Items_Example_IsAsTheRuleOfThumbSays() => Assert.Equal(787, PairedPower.Items(0.02, 0.2, PowerSettings.Default));

    // The same rule on one side, where the t is a normal: ((1.6448536 + 0.8416212) / 0.00001)² = 6.18256e10.
    [Fact]
    public void Items_TinyEffect_IsStillFound() => Assert.Equal(
        1,
        PairedPower.Items(1e-5, 1, new() { Alternative = Alternative.Greater }) / Math.Pow((1.6448536269514722 + 0.8416212335729143) / 1e-5, 2),
        precision: 9);

    [Fact]
    public void Of_NoEffect_IsAlpha() => Assert.All(new long[] { 2, 30, 5_000 }, static n => Assert.Equal(0.01, PairedPower.Of(0, 1, n, new() { Alpha = 0.01 }), precision: 12));

    [Fact]
    public void NoDeviation_IsCertain()
    {
        Assert.Equal((1, 2, 0), (PairedPower.Of(0.1, 0, 2, PowerSettings.Default), PairedPower.Items(0.1, 0, PowerSettings.Default), PairedPower.SmallestEffect(9, 0, PowerSettings.Default)));
        Assert.Equal((1, 0), (PairedPower.Of(-1, 0, 2, new() { Alternative = Alternative.Less }), PairedPower.Of(-1, 0, 2, new() { Alternative = Alternative.Greater })));
    }

    [Fact]
    public void SmallestEffect_Less_IsBelowZero() => Assert.Equal(
        -PairedPower.SmallestEffect(40, 1, new() { Alternative = Alternative.Greater }), PairedPower.SmallestEffect(40, 1, new() { Alternative = Alternative.Less }));

    [Fact]
    public void SmallestEffect_TwoItems_IsFound() => Assert.Equal(
        0.8, PairedPower.Of(PairedPower.SmallestEffect(2, 1, PowerSettings.Default), 1, 2, PowerSettings.Default), precision: 10);

    [Theory]
    [InlineData(0, Alternative.TwoSided, "other than 0")]
    [InlineData(-0.1, Alternative.Greater, "above 0")]
    [InlineData(0.1, Alternative.Less, "below 0")]
    [InlineData(double.NaN, Alternative.TwoSided, "NaN")]
    [InlineData(1e-9, Alternative.TwoSided, "more than 1,000,000,000,000 items")]
    public void Items_EffectThatCannotBeFound_IsRefused(double effect, Alternative alternative, string says) => Assert.Contains(
        says,
        Assert.Throws<StatisticRefusedException>(() => PairedPower.Items(effect, 1, new() { Alternative = alternative })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ImpossibleInput_IsRefused()
    {
        Assert.Throws<StatisticRefusedException>(static () => PairedPower.Of(1, -1, 5, PowerSettings.Default));
        Assert.Throws<StatisticRefusedException>(static () => PairedPower.Of(1, double.PositiveInfinity, 5, PowerSettings.Default));
        Assert.Throws<StatisticRefusedException>(static () => PairedPower.Of(double.NaN, 1, 5, PowerSettings.Default));
        Assert.Throws<StatisticRefusedException>(static () => PairedPower.Of(0, 0, 5, PowerSettings.Default));
        Assert.Throws<StatisticRefusedException>(static () => PairedPower.Of(1, 1, 1, PowerSettings.Default));
        Assert.Throws<StatisticRefusedException>(static () => PairedPower.SmallestEffect(1, 1, PowerSettings.Default));
        Assert.Throws<StatisticRefusedException>(static () => PairedPower.SmallestEffect(9, 1, new() { Alpha = 0.5, Power = 0.4 }));
        Assert.Throws<StatisticRefusedException>(static () => new PowerSettings { Alpha = 0 });
        Assert.Throws<StatisticRefusedException>(static () => new PowerSettings { Power = 1 });
        Assert.Throws<StatisticRefusedException>(static () => new PowerSettings { Power = double.NaN });
    }

    [Fact]
    public void ExtremePlans_AreAnswered()
    {
        var extreme = new PowerSettings { Alpha = 1e-15, Power = 1 - 1e-9 };

        Assert.Equal(extreme.Power, PairedPower.Of(PairedPower.SmallestEffect(2, 1, extreme), 1, 2, extreme), precision: 3);
        Assert.Equal(extreme.Power, PairedPower.Of(PairedPower.SmallestEffect(12, 1, extreme), 1, 12, extreme), precision: 11);
        Assert.InRange(PairedPower.Items(0.001, 1, extreme), 100_000_000, 300_000_000);
        Assert.Equal(9, PairedPower.Items(1e6, 1e-3, extreme), tolerance: 8);
        Assert.Equal(2, PairedPower.Items(double.MaxValue, 1e-300, extreme));
    }

    // The number of items is enough and one less is not; more deviation or a smaller alpha never needs fewer.
    [Fact]
    public void Items_AnyPlan_IsTheFewest() => Property.Holds(Gen.Choose(1, 300).Select(static x => x / 100.0).Two(), static both =>
    {
        var (effect, deviation) = both;
        var settings = new PowerSettings { Alternative = Alternative.Greater, Power = 0.9 };
        var n = PairedPower.Items(effect, deviation, settings);
        return PairedPower.Of(effect, deviation, n, settings) >= 0.9
            && (n == 2 || PairedPower.Of(effect, deviation, n - 1, settings) < 0.9)
            && PairedPower.Items(effect, deviation * 1.5, settings) >= n
            && PairedPower.Items(effect, deviation, settings with { Alpha = 0.01 }) >= n
            && PairedPower.SmallestEffect(n, deviation, settings) <= effect * (1 + 1e-9);
    }, tests: 60);

    // Of many experiments with the planned number of items the share that finds the effect is the power: 0.8 ± 4 √(0.16 / 4000).
    [Fact]
    public void Items_Simulated_FindTheEffectAsOftenAsPlanned()
    {
        var random = new Random(5);
        var items = (int)PairedPower.Items(0.5, 1, PowerSettings.Default);
        var found = Enumerable.Range(0, 4_000).Count(_ =>
            PairedTTest.Test([.. Enumerable.Range(0, items).Select(_ => 0.5 + Normal(random))], new double[items]).P <= 0.05);

        Assert.Equal(34, items);
        Assert.InRange(found / 4_000.0, 0.775, 0.83);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

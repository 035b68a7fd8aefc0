using System.Text.Json;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Sequential;

namespace BenchHub.Evaluation.Tests.Statistics.Sequential;

public sealed class PairedStoppingTests
{
    [Theory]
    [InlineData(1, 0, 1, "first")]
    [InlineData(0, 1, -1, "second")]
    public void Add_OneAlwaysBetter_StopsForADifference(double a, double b, int sign, string named)
    {
        var decision = Until(new(PairedStoppingSettings.Default), () => (a, b), 100);

        Assert.Equal((StopReason.Difference, sign, true), (decision.Reason, decision.Sign, decision.Stop));
        Assert.InRange(decision.Items, 5, 20);
        Assert.InRange(decision.P, 0, 0.05);
        Assert.Contains($"the {named} system scores higher", decision.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_AlwaysAlike_StopsForEquivalence()
    {
        var decision = Until(new(new PairedStoppingSettings { Margin = 0.1 }), static () => (0.4, 0.4), 2_000);

        Assert.Equal((StopReason.Equivalence, 0, true), (decision.Reason, decision.Sign, decision.Stop));
        Assert.InRange(decision.Difference.Low, -0.1, 0);
        Assert.InRange(decision.Difference.High, 0, 0.1);
        Assert.Contains("no more than 0.1 either way", decision.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_NoItemsLeft_StopsWithoutAVerdict()
    {
        var rule = new PairedStopping(new PairedStoppingSettings { Items = 3 });

        Assert.Equal(StopReason.Undecided, rule.Decision.Reason);
        Assert.Contains("not known yet", rule.Add(1, 0).Why, StringComparison.Ordinal);
        rule.Add(0, 1);
        var decision = rule.Add(1, 1);
        Assert.Equal((StopReason.OutOfItems, true, 3), (decision.Reason, decision.Stop, decision.Items));
        Assert.Contains("no more items", decision.Why, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => rule.Add(1, 1));
    }

    // All four items of a benchmark: differences 1 0 0 0.5, mean 0.375, for certain.
    [Fact]
    public void Add_WholePopulation_IsCertain()
    {
        var rule = new PairedStopping(new PairedStoppingSettings { Scores = new SequenceSettings { Population = 4 } });
        rule.Add(1, 0);
        rule.Add(0.2, 0.2);
        rule.Add(1, 1);
        var decision = rule.Add(0.5, 0);

        Assert.Equal((StopReason.Difference, 1), (decision.Reason, decision.Sign));
        Assert.Equal(0.375, decision.Difference.Low, precision: 14);
        Assert.Equal(0.375, decision.Difference.High, precision: 14);
        Assert.Throws<InvalidOperationException>(() => rule.Add(1, 1));
    }

    [Fact]
    public void Add_WholePopulationAlike_IsEquivalentWithoutAMargin()
    {
        var rule = new PairedStopping(new PairedStoppingSettings { Scores = new SequenceSettings { Population = 2 } });
        rule.Add(1, 0);

        Assert.Equal((StopReason.Equivalence, new Interval(0, 0)), rule.Add(0, 1) is var decision ? (decision.Reason, decision.Difference) : default);
    }

    [Fact]
    public void Add_UndefinedScore_IsCountedAndLeftOut()
    {
        var rule = new PairedStopping(new PairedStoppingSettings { Items = 2 });

        Assert.Equal(1, rule.Add(double.NaN, 0.5).Items);
        Assert.Equal(1, rule.State.Undefined);
        Assert.Equal(0, rule.State.Sequence.Bets.Count);
        Assert.Equal(StopReason.OutOfItems, rule.Add(0.5, double.NaN).Reason);
    }

    [Fact]
    public void Add_UndefinedScoreInAPopulation_IsRefused()
    {
        var rule = new PairedStopping(new PairedStoppingSettings { Scores = new SequenceSettings { Population = 9 } });

        Assert.Contains("item 1 is undefined", Assert.Throws<ArgumentOutOfRangeException>(() => rule.Add(1, double.NaN)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.5, 0)]
    [InlineData(0, -0.5)]
    [InlineData(double.PositiveInfinity, 0)]
    public void Add_ScoreOutsideOfTheRange_IsRefused(double a, double b)
    {
        var rule = new PairedStopping(PairedStoppingSettings.Default);

        Assert.Contains("item 1 is not from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => rule.Add(a, b)).Message, StringComparison.Ordinal);
        Assert.Equal(0, rule.Decision.Items);
    }

    [Fact]
    public void Settings_NegativeMargin_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PairedStoppingSettings { Margin = -0.1 });

    [Fact]
    public void State_ThroughJsonInTheMiddle_GoesOnTheSame()
    {
        var random = new Random(6);
        var rule = new PairedStopping(new PairedStoppingSettings { Margin = 0.05, Scores = new SequenceSettings { Range = new(-5, 5), Alpha = 0.2 } });
        PairedStopping? kept = null;
        for (var i = 0; i < 200; i++)
        {
            var (a, b) = (i % 17 == 0 ? double.NaN : (10 * random.NextDouble()) - 5, (8 * random.NextDouble()) - 5);
            if (i == 100)
            {
                kept = new(JsonSerializer.Deserialize<PairedStoppingState>(JsonSerializer.Serialize(rule.State))!);
            }

            var decision = rule.Add(a, b);
            Assert.Equal(kept is null ? decision : kept.Add(a, b), decision);
        }

        Assert.Equal(JsonSerializer.Serialize(rule.State), JsonSerializer.Serialize(kept!.State));
    }

    private static StopDecision Until(PairedStopping rule, Func<(double A, double B)> item, int atMost)
    {
        for (var i = 0; i < atMost && !rule.Decision.Stop; i++)
        {
            var (a, b) = item();
            rule.Add(a, b);
        }

        return rule.Decision;
    }
}

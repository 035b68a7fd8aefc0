using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Power;

namespace BenchHub.Evaluation.Tests.Statistics.Power;

public sealed class PairPlanTests
{
    // ((1.959964 + 0.841621) * 0.2 / 0.02)² = 784.9, and about 2 items more for the t: 787 (PairedPowerTests). The other way
    // round 787 items show 0.02 with a chance of 0.8, so the smallest difference of 787 items is 0.02 less the rounding up.
    [Fact]
    public void Of_TheItemsThatAreNeeded_ShowTheDifferenceWithThePowerWanted()
    {
        var few = PairPlan.Of(0.001, 0.2, 447, 0.02, PowerSettings.Default)!;
        var enough = PairPlan.Of(0.001, 0.2, 787, 0.02, PowerSettings.Default)!;

        Assert.Equal(787, few.Items);
        Assert.InRange(few.Power, 0.5, 0.6);
        Assert.InRange(enough.Power, 0.8, 0.801);
        Assert.InRange(enough.SmallestEffect, 0.01998, 0.02);
    }

    // The number needed is a property of the spread, not of what happened to be seen.
    [Fact]
    public void Of_AnotherDifferenceSeen_ChangesNothing() => Assert.Equal(
        PairPlan.Of(0.05, 0.2, 100, 0.02, PowerSettings.Default), PairPlan.Of(-0.001, 0.2, 100, 0.02, PowerSettings.Default));

    [Theory]
    [InlineData(0, 0, 50)]
    [InlineData(0.5, 1e-16, 50)] // what rounding leaves of equal differences
    [InlineData(0.5, double.NaN, 1)]
    [InlineData(0.5, 0.2, 1)]
    public void Of_NothingThatVaries_IsNoPlan(double difference, double deviation, int items) =>
        Assert.Null(PairPlan.Of(difference, deviation, items, 0.01, PowerSettings.Default));

    [Fact]
    public void Of_MoreItemsThanAnyoneHas_IsUnknown() => Assert.Null(PairPlan.Of(0.1, 0.2, 100, 1e-9, PowerSettings.Default)!.Items);

    [Fact]
    public void Of_NoDifferenceOfInterest_IsRefused() =>
        Assert.Throws<StatisticRefusedException>(static () => PairPlan.Of(0.1, 0.2, 100, 0, PowerSettings.Default));
}

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
        var few = Plan(0.001, 0.2, 447, 0.02)!;
        var enough = Plan(0.001, 0.2, 787, 0.02)!;

        Assert.Equal(787, few.Items);
        Assert.InRange(few.Power, 0.5, 0.6);
        Assert.InRange(enough.Power, 0.8, 0.801);
        Assert.InRange(enough.SmallestEffect, 0.01998, 0.02);
    }

    // The number needed is a property of the spread, not of what happened to be seen.
    [Fact]
    public void Of_AnotherDifferenceSeen_ChangesNothing() => Assert.Equal(
        Plan(0.05, 0.2, 100, 0.02), Plan(-0.001, 0.2, 100, 0.02));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 1e-16)] // what rounding leaves of equal differences
    [InlineData(0.5, double.NaN)]
    public void Of_NothingThatVaries_IsNoPlan(double difference, double deviation) => Assert.Null(Plan(difference, deviation, 50, 0.01));

    [Fact]
    public void Of_MoreItemsThanAnyoneHas_IsUnknown() => Assert.Null(Plan(0.1, 0.2, 100, 1e-9)!.Items);

    [Fact]
    public void Of_NoDifferenceOfInterest_IsRefused() =>
        Assert.Throws<StatisticRefusedException>(static () => Plan(0.1, 0.2, 100, 0));

    private static PairPlan? Plan(double difference, double deviation, int items, double interest) =>
        PairPlan.Of(difference, deviation, interest, new(items, PowerSettings.Default));
}

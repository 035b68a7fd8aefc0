using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tests.Metrics;

public sealed class AggregateTests
{
    private static readonly Signature Signature = Signature.Of(MetricCatalog.Resolve("ndcg@10"));

    private static readonly MetricDefinition Mean = MetricCatalog.Resolve("ndcg@10").Definition;

    // Five items: 0.5 and 1 answered, 0 failed, one undefined, one failed and undefined.
    // Mean (0.5 + 1 + 0) / 3 = 0.5 over 3 items, 2 failed, 2 undefined, 2 of 5 answered with a value.
    [Fact]
    public void Of_FailedAndUndefinedItems_StayInTheCounts()
    {
        var aggregate = Aggregate.Of(Mean, [0.5, 1, 0, double.NaN, double.NaN], [false, false, true, false, true], Signature);

        Assert.Equal((0.5, 3, 2, 2, 0.4), (aggregate.Value, aggregate.N, aggregate.Errors, aggregate.Undefined, aggregate.Coverage));
        Assert.InRange(aggregate.CiLow, 0, 0.5);
        Assert.InRange(aggregate.CiHigh, 0.5, 1);
    }

    // From left to right (1e16 + 1) + -1e16 = 0, since 1e16 + 1 rounds to 1e16; any other order gives 1.
    [Fact]
    public void Of_Values_AddsThemInItemOrder() => Assert.Equal(0, Aggregate.Of(Mean, [1e16, 1, -1e16], [], Signature).Value);

    [Fact]
    public void Of_NoItems_IsUndefined()
    {
        var aggregate = Aggregate.Of(Mean, [], [], Signature);

        Assert.Equal((double.NaN, double.NaN, double.NaN), (aggregate.Value, aggregate.CiLow, aggregate.CiHigh));
        Assert.Equal((0, 0, 0, 0), (aggregate.N, aggregate.Errors, aggregate.Undefined, aggregate.Coverage));
    }

    [Fact]
    public void Of_MarksOfOtherItems_IsRefused() => Assert.Throws<ArgumentException>(static () => Aggregate.Of(Mean, [1, 2], [true], Signature));
}

using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Resampling;
using FsCheck.Fluent;
using Resampled = BenchHub.Evaluation.Statistics.Resampling.Bootstrap;

namespace BenchHub.Evaluation.Tests.Metrics;

public sealed class ItemScoresTests
{
    private static readonly BootstrapSettings Bootstrap = new() { Resamples = 500 };

    private static readonly MetricDefinition Mean = Definition("map");
    private static readonly MetricDefinition Sum = Definition("num_ret");
    private static readonly MetricDefinition Geometric = Definition("gm_map");

    // (0.1 * 0.4 * 0.00001)^(1/3): the 0 counts as the floor. Mean 0.5 / 3.
    [Fact]
    public void Value_OfThreeItems_FollowsTheAggregation()
    {
        Assert.Equal(0.5 / 3, ItemScores.Value(Mean, [0.1, 0.4, 0]), precision: 15);
        Assert.Equal(0.5, ItemScores.Value(Sum, [0.1, 0.4, 0]));
        Assert.Equal(Math.Pow(0.1 * 0.4 * 1e-5, 1 / 3.0), ItemScores.Value(Geometric, [0.1, 0.4, 0]), precision: 15);
    }

    [Fact]
    public void Value_OfNothing_IsUndefinedForMeansAndZeroForSums()
    {
        Assert.Equal(double.NaN, ItemScores.Value(Mean, []));
        Assert.Equal(double.NaN, ItemScores.Value(Geometric, []));
        Assert.Equal(0, ItemScores.Value(Sum, []));
    }

    [Fact]
    public void Interval_OfOneItem_IsItsValue()
    {
        Assert.Equal(new(7, 7), ItemScores.Interval(Sum, [7], Bootstrap));
        Assert.Equal(0.3, ItemScores.Interval(Geometric, [0.3], Bootstrap).Low, precision: 15);
    }

    [Fact]
    public void Interval_OfASum_IsThatOfTheMeanTimesTheItems()
    {
        double[] values = [1, 5, 2, 8, 3];
        var mean = Resampled.OfMean(values, Bootstrap).Percentile(Bootstrap.Level);

        Assert.Equal(new(mean.Low * 5, mean.High * 5), ItemScores.Interval(Sum, values, Bootstrap));
    }

    [Fact]
    public void Interval_OfAnyItems_HoldsTheirValueBetweenTheExtremes() => Property.Holds(
        Gen.Choose(1, 1_000).Select(static i => i / 1_000.0).NonEmptyListOf().Select(static values => values.ToArray()),
        static values =>
        {
            var interval = ItemScores.Interval(Geometric, values, Bootstrap);
            return interval.Low >= values.Min() - 1e-12 && interval.High <= values.Max() + 1e-12
                && ItemScores.Value(Geometric, values) <= ItemScores.Value(Mean, values) + 1e-12;
        });

    [Theory]
    [InlineData(MetricAggregation.Pooled)]
    [InlineData(MetricAggregation.Whole)]
    public void Value_NotOfItems_IsRefused(MetricAggregation aggregation)
    {
        var pooled = Mean with { Aggregation = aggregation };

        Assert.Throws<ArgumentException>(() => ItemScores.Value(pooled, [1]));
        Assert.Throws<ArgumentException>(() => ItemScores.Interval(pooled, [1], Bootstrap));
    }

    // gm_map of 0.1 and a failed item at the floor: sqrt(0.1 * 0.00001) = 0.001.
    [Fact]
    public void Aggregate_OfAGeometricMean_HasItsValueAndInterval()
    {
        var metric = MetricCatalog.Resolve("gm_map");
        var aggregate = Aggregate.Of(metric.Definition, [0.1, 0, double.NaN], [false, true, false], Signature.Of(metric));

        Assert.Equal(0.001, aggregate.Value, precision: 15);
        Assert.Equal((2, 1, 1), (aggregate.N, aggregate.Errors, aggregate.Undefined));
        Assert.InRange(aggregate.CiLow, 0.99e-5, 1.01e-5);
        Assert.InRange(aggregate.CiHigh, 0.0999, 0.1001);
    }

    private static MetricDefinition Definition(string name) => MetricCatalog.Resolve(name).Definition;
}

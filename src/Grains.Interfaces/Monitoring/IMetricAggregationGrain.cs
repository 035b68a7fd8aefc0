using System.Collections.Immutable;
using BenchHub.Jobs;

namespace BenchHub.Monitoring;

/// <summary>Rolling aggregates of a system on a dataset; the key is <c>system/dataset</c>. Keeps nothing: all of it is in SQL.</summary>
[Alias("benchhub.metric-aggregation")]
public interface IMetricAggregationGrain : IGrainWithStringKey
{
    /// <summary>Of every result that was committed before the call.</summary>
    [Alias("get")]
    Task<MetricAggregates> Get();
}

/// <summary>Metrics stand in the order of their names; the watermark is the position of the last result in them.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.metric-aggregates")]
public sealed record MetricAggregates(
    [property: Id(0)] ImmutableArray<MetricAggregate> Metrics,
    [property: Id(1)] long Watermark);

/// <summary>
/// The value of the last result that has one, the mean over the window, how many results have a value (those before the window included), and
/// the window: the last values, oldest first.
/// </summary>
[GenerateSerializer, Immutable, Alias("benchhub.metric-aggregate")]
public sealed record MetricAggregate(
    [property: Id(0)] string Metric,
    [property: Id(1)] double Latest,
    [property: Id(2)] double Mean,
    [property: Id(3)] long Count,
    [property: Id(4)] ImmutableArray<AggregatedValue> Window);

[GenerateSerializer, Immutable, Alias("benchhub.aggregated-value")]
public sealed record AggregatedValue([property: Id(0)] ResultId Result, [property: Id(1)] double Value, [property: Id(2)] DateTimeOffset At);

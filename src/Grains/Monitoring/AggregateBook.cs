using System.Collections.Immutable;
using BenchHub.Jobs;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Monitoring;

/// <summary>The last values of each metric of one system on one dataset. Results at or before the watermark are in it and change nothing.</summary>
internal sealed record AggregateBook(long Watermark, ImmutableSortedDictionary<string, AggregateBook.Series> Metrics)
{
    /// <summary>How many values are kept.</summary>
    public const int Window = 50;

    /// <summary>Before any result.</summary>
    public static AggregateBook Empty { get; } = new(0, ImmutableSortedDictionary.Create<string, Series>(StringComparer.Ordinal));

    /// <summary>Takes in one result; an older one than the watermark was taken in before.</summary>
    public AggregateBook Take(FedResult result, IEnumerable<MetricRow> metrics)
    {
        if (result.Position <= Watermark)
        {
            return this;
        }

        var builder = Metrics.ToBuilder();
        foreach (var metric in metrics)
        {
            if (metric.Value is { } value)
            {
                builder[metric.Metric] = builder.GetValueOrDefault(metric.Metric, Series.Empty).With(new(new ResultId(result.Id), value, result.FinishedAt));
            }
        }

        return new(result.Position, builder.ToImmutable());
    }

    /// <summary>Everything up to a position is in it.</summary>
    public AggregateBook UpTo(long watermark) => watermark > Watermark ? this with { Watermark = watermark } : this;

    /// <summary>With the numbers of values that there are in all, those that were not taken in included.</summary>
    public AggregateBook Counting(IReadOnlyDictionary<string, long> counts) => this with
    {
        Metrics = Metrics.SetItems(Metrics.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { Count = counts.GetValueOrDefault(pair.Key, pair.Value.Count) }))),
    };

    public MetricAggregates Answer() => new(
        [.. Metrics.Select(static pair => new MetricAggregate(
            pair.Key, pair.Value.Values[^1].Value, pair.Value.Values.Average(static value => value.Value), pair.Value.Count, [.. pair.Value.Values]))],
        Watermark);

    internal sealed record Series(long Count, ImmutableList<AggregatedValue> Values)
    {
        public static Series Empty { get; } = new(0, []);

        public Series With(AggregatedValue value) => new(Count + 1, (Values.Count < Window ? Values : Values.RemoveAt(0)).Add(value));
    }
}

using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Streams;

namespace BenchHub.Evaluation.Tests.Statistics.Streams;

public sealed class RunningCountsTests
{
    private static readonly (double Score, bool Failed)[] Items =
        [(0.5, false), (0, true), (double.NaN, false), (1, false), (double.NaN, true), (0, false)];

    // In the mean: 0.5, 0 (failed), 1, 0. Undefined: two. Answered and defined: 0.5, 1, 0: 3 of 6.
    [Fact]
    public void Add_EachKindOfItem_IsCounted()
    {
        var counts = Counted(Items);

        Assert.Equal(new(N: 4, Errors: 2, Undefined: 2, Covered: 3), counts);
        Assert.Equal(0.5, counts.Coverage);
    }

    [Fact]
    public void Add_AnyItems_EqualsTheAggregateOverTheWhole()
    {
        var ndcg = MetricCatalog.Resolve("ndcg@10");
        var whole = Aggregate.Of(
            ndcg.Definition,
            [.. Items.Select(static item => item.Score)],
            [.. Items.Select(static item => item.Failed)],
            Signature.Of(ndcg));
        var counts = Counted(Items);

        Assert.Equal((whole.N, whole.Errors, whole.Undefined, whole.Coverage), (counts.N, counts.Errors, counts.Undefined, counts.Coverage));
    }

    [Fact]
    public void Coverage_NoItems_IsZero() => Assert.Equal(0, default(RunningCounts).Coverage);

    [Fact]
    public void Merge_AnyCut_IsTheWhole() => Assert.All(
        Enumerable.Range(0, Items.Length + 1),
        static cut => Assert.Equal(Counted(Items), RunningCounts.Merge(Counted(Items[..cut]), Counted(Items[cut..]))));

    [Fact]
    public void State_ThroughJson_IsTheSame() =>
        Assert.Equal(Counted(Items), JsonSerializer.Deserialize<RunningCounts>(JsonSerializer.Serialize(Counted(Items))));

    private static RunningCounts Counted((double Score, bool Failed)[] items) =>
        items.Aggregate(default(RunningCounts), static (counts, item) => counts.Add(item.Score, item.Failed));
}

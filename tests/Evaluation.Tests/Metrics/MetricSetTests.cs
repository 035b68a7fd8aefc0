using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tests.Metrics;

public sealed class MetricSetTests
{
    [Fact]
    public void Parse_AliasesAndRepeats_AreOneMetricEachInOrder() => Assert.Equal(
        ["precision@5", "mrr", "ndcg@10", "success@1", "mrr@10"],
        MetricSet.Parse(["p@5", "recip_rank", "ndcg@10", "PRECISION@05", "mrr", "hit_rate@1", "rr@10"]).Names);

    [Theory]
    [InlineData("ndgc@10", "There is no metric 'ndgc'; did you mean ndcg?")]
    [InlineData("prec@5", "There is no metric 'prec'; did you mean precision@5?")]
    [InlineData("recall", "The metric 'recall' needs a cutoff from 1 to 1000000, for example recall@5.")]
    [InlineData("ndcg(gain=exp)@10", "The metric 'ndcg' has no parameter 'gain'; it takes none.")]
    public void Parse_NotInTheCatalog_SaysWhatWouldBe(string name, string message) =>
        Assert.Equal(message, Assert.Throws<UnknownMetricException>(() => MetricSet.Parse(["map", name])).Message);

    [Fact]
    public void Parse_LikeNothingInTheCatalog_ListsAll() => Assert.Equal(
        $"There is no metric 'zzzzzzzz'; the metrics are {string.Join(", ", MetricCatalog.Definitions.Select(static metric => metric.Example))}.",
        Assert.Throws<UnknownMetricException>(static () => MetricSet.Parse(["zzzzzzzz"])).Message);

    [Fact]
    public void Parse_NoNames_IsRefused() =>
        Assert.Equal("Name at least one metric, for example ndcg@10.", Assert.Throws<UnknownMetricException>(() => MetricSet.Parse([])).Message);

    [Fact]
    public void Parse_VeryLongName_IsRefusedQuickly() =>
        Assert.Throws<UnknownMetricException>(() => MetricSet.Parse([new string('a', 1_000_000)]));

    [Fact]
    public void Definitions_OfTheCatalog_AreComplete() => Assert.All(MetricCatalog.Definitions, static definition =>
    {
        Assert.NotEqual("", definition.Description);
        Assert.NotEqual("", definition.Formula);
        Assert.NotEqual("", definition.Citation);
        Assert.NotEqual("", definition.Reference);
        Assert.NotEqual("", definition.Denominator);
        Assert.True(double.IsNaN(definition.MissingValue) || (definition.MissingValue >= definition.Minimum && definition.MissingValue <= definition.Maximum));
        Assert.Equal(definition.Example, MetricCatalog.Resolve(definition.Example).Name.ToString());
    });
}

using System.Globalization;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Gates;

namespace BenchHub.Evaluation.Tests.Statistics.Gates;

public sealed class GateTests
{
    [Theory]
    [InlineData("ndcg@10 >= baseline - 0.01 @ 95%", "ndcg@10 >= baseline - 0.01 @ 95%")]
    [InlineData("  NDCG@10>=BASELINE-.01@95%  ", "ndcg@10 >= baseline - 0.01 @ 95%")]
    [InlineData("ndcg@10 ≥ baseline", "ndcg@10 >= baseline @ 95%")]
    [InlineData("map > baseline + 2%", "map > baseline + 2% @ 95%")]
    [InlineData("mrr >= 0.7 @ 97.5%", "mrr >= 0.7 @ 97.5%")]
    [InlineData("mrr >= 7e-1 - 5 %@99 %", "mrr >= 0.7 - 5% @ 99%")]
    [InlineData("hole@10 <= baseline + 0.02", "hole@10 <= baseline + 0.02 @ 95%")]
    [InlineData("rbp(p=0.9)@20 >= baseline - 0.01", "rbp(p=0.9)@20 >= baseline - 0.01 @ 95%")]
    [InlineData("imported:exact_match >= baseline - 1%", "imported:exact_match >= baseline - 1% @ 95%")]
    public void Parse_Gate_PrintsCanonicallyAndParsesBack(string text, string canonical)
    {
        Assert.Equal(canonical, Gate.Parse(text).ToString());
        Assert.Equal(canonical, Gate.Parse(canonical).ToString());
    }

    [Theory]
    [InlineData("", 1, "expected a metric, found the end")]
    [InlineData(">= baseline", 1, "expected a metric")]
    [InlineData("ndcg@10 baseline", 9, "expected one of >=, >, <= and <, found 'baseline'")]
    [InlineData("ndcg@10", 8, "expected one of >=, >, <= and <, found the end")]
    [InlineData("ndcg@10 == 0.5", 9, "expected one of >=, >, <= and <, found '== 0.5'")]
    [InlineData("ndcg@10 >= base - 0.01", 12, "expected 'baseline' or a number, found 'base - 0.01'")]
    [InlineData("ndcg@10 >= baselines", 12, "expected 'baseline' or a number")]
    [InlineData("ndcg@10 >= baseline - ", 23, "expected a number, found the end")]
    [InlineData("ndcg@10 >= baseline - 0.01.2", 23, "expected a number")]
    [InlineData("ndcg@10 >= baseline - 1e999", 28, "expected a number that can be held")]
    [InlineData("ndcg@10 >= baseline 0.01", 21, "expected '@' and a level, or the end, found '0.01'")]
    [InlineData("ndcg@10 >= baseline @ 95", 25, "expected '%', found the end")]
    [InlineData("ndcg@10 >= baseline @ 0.95%", 23, "expected a level from 50% to less than 100%")]
    [InlineData("ndcg@10 >= baseline @ 100%", 23, "expected a level from 50% to less than 100%")]
    [InlineData("ndcg@10 >= baseline @ 95% x", 27, "expected the end, found 'x'")]
    public void Parse_Broken_NamesTheColumn(string text, int column, string sentence)
    {
        var syntax = Assert.Throws<GateSyntaxException>(() => Gate.Parse(text));

        Assert.Equal(column, syntax.Column);
        Assert.Contains($"Column {column.ToString(CultureInfo.InvariantCulture)} of the gate: {sentence}", syntax.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_UnknownMetric_IsRefusedAsEverywhere() => Assert.Throws<UnknownMetricException>(() => Gate.Parse("ndgc@10 >= baseline"));

    [Theory]
    [InlineData("ndcg@10 <= baseline + 0.01", "write ndcg@10 >=")]
    [InlineData("hole@10 >= baseline - 0.01", "write hole@10 <=")]
    [InlineData("gm_map >= baseline", "no mean of items")]
    public void Parse_GateThatLetsBadSystemsThrough_IsRefused(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<StatisticRefusedException>(() => Gate.Parse(text)).Message, StringComparison.Ordinal);
}

using BenchHub.Evaluation.Metrics;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics;

public sealed class MetricNameTests
{
    [Theory]
    [InlineData("ndcg@10", "ndcg@10")]
    [InlineData("map", "map")]
    [InlineData(" NDCG @ 010 ", "ndcg@10")]
    [InlineData("rbp(p=0.80)@20", "rbp(p=0.8)@20")]
    [InlineData("bleu( tok = 13a , case=lc )", "bleu(case=lc,tok=13a)")]
    [InlineData("rouge_l(stem=false)", "rouge_l(stem=false)")]
    [InlineData("x(a=-0)", "x(a=0)")]
    public void Parse_ValidText_PrintsItsCanonicalForm(string text, string canonical) =>
        Assert.Equal(canonical, MetricName.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("@10")]
    [InlineData("ndcg@")]
    [InlineData("ndcg@0")]
    [InlineData("ndcg@-1")]
    [InlineData("ndcg@1.5")]
    [InlineData("ndcg@1000001")]
    [InlineData("ndcg@99999999999999999999")]
    [InlineData("ndcg@10@20")]
    [InlineData("rbp(p)")]
    [InlineData("rbp(p=0.8")]
    [InlineData("rbp(p=0.8,p=0.9)")]
    [InlineData("nd cg")]
    [InlineData("ndcg\n@10 x")]
    [InlineData("엔디씨지@10")]
    public void Parse_InvalidText_IsRefusedWithASentence(string text)
    {
        var refused = Assert.Throws<UnknownMetricException>(() => MetricName.Parse(text));

        Assert.Equal(text, refused.Metric);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_CutoffOutOfRange_SaysWhatIsAllowed() => Assert.Equal(
        "The cutoff of 'ndcg@0' must be a whole number from 1 to 1000000.",
        Assert.Throws<UnknownMetricException>(() => MetricName.Parse("ndcg@0")).Message);

    [Fact]
    public void Parse_PrintedName_GivesTheSameName()
    {
        var words = Gen.Elements("a", "b2", "tok", "p_x");
        var values = Gen.Elements("0.8", "1e-7", "13a", "false", "-3", "intl", "1E5");
        var names =
            from family in words
            from count in Gen.Choose(0, 3)
            from keys in words.ListOf(count)
            from given in values.ListOf(count)
            from cutoff in Gen.Choose(0, MetricName.MaximumCutoff)
            select family
                + (count == 0 ? "" : $"({string.Join(',', keys.Zip(given, static (k, v) => $"{k}={v}").DistinctBy(static p => p.Split('=')[0]))})")
                + (cutoff == 0 ? "" : $"@{cutoff}");

        Property.Holds(names, static text =>
        {
            var name = MetricName.Parse(text);
            return name.Equals(MetricName.Parse(name.ToString())) && name.ToString() == MetricName.Parse(name.ToString()).ToString();
        });
    }
}

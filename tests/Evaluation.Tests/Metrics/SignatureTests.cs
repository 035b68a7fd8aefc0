using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Statistics.Resampling;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics;

public sealed class SignatureTests
{
    private static readonly Metric Ndcg = MetricCatalog.Resolve("ndcg@10");

    [Fact]
    public void Of_Defaults_SaysHowTheNumberWasComputed() => Assert.Equal(
        "metric=ndcg@10; definition=1; ties=score-desc,id-desc-utf8; scores=float64; queries=judged; missing=0; undefined=left-out; "
            + "interval=bootstrap-percentile-0.95; resamples=10000; seed=42",
        Signature.Of(Ndcg).ToString());

    [Fact]
    public void Parse_PrintedSignature_IsTheSame() => Assert.Equal(Signature.Of(Ndcg), Signature.Parse(Signature.Of(Ndcg).ToString()));

    [Fact]
    public void Parse_OtherText_IsRefused() => Assert.Throws<FormatException>(static () => Signature.Parse("ndcg"));

    [Fact]
    public void RequireSame_EqualSignatures_Passes() => Signature.RequireSame([("a", Signature.Of(Ndcg)), ("b", Signature.Of(Ndcg))]);

    [Fact]
    public void RequireSame_OtherWidthAndSeed_SaysBoth() => Assert.Equal(
        "'bm25' and 'dense' were not computed in the same way and cannot be compared: "
            + "width of the scores is float64 against float32; seed is 42 against 7.",
        Assert.Throws<SignatureMismatchException>(static () => Signature.RequireSame(
            [("bm25", Signature.Of(Ndcg)), ("dense", Signature.Of(Ndcg, TrecMode.V9, bootstrap: new BootstrapSettings { Seed = 7 }))])).Message);

    [Fact]
    public void RequireSame_PartThatOneLacks_SaysSo() => Assert.Contains(
        "tokenizer is not stated against 13a",
        Assert.Throws<SignatureMismatchException>(static () => Signature.RequireSame(
            [("a", Signature.Of(Ndcg)), ("b", Signature.Parse(Signature.Of(Ndcg) + "; tokenizer=13a"))])).Message,
        StringComparison.Ordinal);

    // What is stored in databases must stay readable and equal.
    [Theory]
    [InlineData("precision@5")]
    [InlineData("recall@100")]
    [InlineData("success@1")]
    [InlineData("mrr")]
    [InlineData("map@10")]
    [InlineData("rprec")]
    [InlineData("bpref")]
    public void Of_RetrievalMetric_IsAsItWasStored(string metric) => Assert.Equal(
        $"metric={metric}; definition=1; ties=score-desc,id-desc-utf8; scores=float64; queries=judged; missing=0; undefined=left-out; "
            + "interval=bootstrap-percentile-0.95; resamples=10000; seed=42",
        Signature.Of(MetricCatalog.Resolve(metric)).ToString());

    [Theory]
    [InlineData("accuracy", "metric=accuracy; definition=1; missing=0; undefined=left-out; ")]
    [InlineData("label_f1", "metric=label_f1(average=macro); definition=1; aggregation=pooled; missing=left-out; undefined=left-out; ")]
    [InlineData("roc_auc", "metric=roc_auc(average=macro); definition=1; aggregation=whole; missing=left-out; undefined=left-out; ")]
    [InlineData("bits_per_byte", "metric=bits_per_byte; definition=1; aggregation=pooled; missing=left-out; undefined=left-out; ")]
    [InlineData("pass@10", "metric=pass@10; definition=1; missing=0; undefined=left-out; ")]
    public void Of_OtherInputs_CarriesNothingOfRankings(string metric, string expected) => Assert.Equal(
        expected + "interval=bootstrap-percentile-0.95; resamples=10000; seed=42", Signature.Of(MetricCatalog.Resolve(metric)).ToString());

    [Fact]
    public void With_PartsInAnyOrder_StandByKeyAtTheEnd()
    {
        var signature = Signature.Of(Ndcg);

        Assert.Equal($"{signature}; judge=gpt-x 2026-01; prompt=9f", signature.With("prompt", "9f").With("judge", "gpt-x 2026-01").ToString());
        Assert.Equal(
            signature.With("judge", "a").With("prompt", "9f"), Signature.Parse(signature.With("prompt", "9f").ToString()).With("judge", "a"));
    }

    [Fact]
    public void With_ValueThatWouldBreakTheText_IsEncoded() => Assert.Equal(
        "a%3B b=c%25 d%0A", Signature.Of(Ndcg).With("judge", "a; b=c% d\n").ToString().Split("judge=")[1]);

    [Theory]
    [InlineData("seed")]
    [InlineData("judge")]
    [InlineData("")]
    [InlineData("Judge")]
    [InlineData("a b")]
    [InlineData("a=b")]
    [InlineData("1a")]
    [InlineData("a\n")]
    public void With_KeyThatIsTakenOrNone_IsRefused(string key) =>
        Assert.Throws<ArgumentException>(() => Signature.Of(Ndcg).With("judge", "x").With(key, "y"));

    [Fact]
    public void With_AnyValue_ComesBackFromTheText() => Property.Holds(
        Gen.Two(Gen.ArrayOf(Gen.Frequency((3, Gen.Elements(';', ' ', '=', '%', '\n', '3', 'B', '\ud800')), (1, Gen.Choose(0, 0xFFFF).Select(static c => (char)c))))),
        static values =>
        {
            var signature = Signature.Of(Ndcg).With("prompt", new(values.Item1)).With("judge", new(values.Item2));
            var parsed = Signature.Parse(signature.ToString());
            return signature.Equals(parsed) && signature.ToString() == parsed.ToString()
                && (values.Item1.SequenceEqual(values.Item2) || !parsed.Equals(Signature.Of(Ndcg).With("prompt", new(values.Item2)).With("judge", new(values.Item1))));
        });

    [Fact]
    public void RequireSame_OtherJudge_SaysSo() => Assert.EndsWith(
        "compared: judge is x against y.",
        Assert.Throws<SignatureMismatchException>(static () => Signature.RequireSame(
            [("a", Signature.Of(Ndcg).With("judge", "x")), ("b", Signature.Of(Ndcg).With("judge", "y"))])).Message,
        StringComparison.Ordinal);
}

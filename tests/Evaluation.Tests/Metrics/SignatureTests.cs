using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Statistics.Resampling;

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
}

using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Likelihoods;
using BenchHub.Evaluation.Statistics.Resampling;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Likelihoods;

public sealed class LikelihoodTests
{
    // ll -4, -6, -7 of "ab" (2 characters, 2 bytes), "abcd" (4, 4) and "한글" (2, 6), the last with -9 and the others with -4 alone.
    // Plain: -4 is greatest. Per character: -2, -1.5, -3.5. Per byte: -2, -1.5, -7/6. Gain: 0, -2, 2.
    [Theory]
    [InlineData("acc", 0)]
    [InlineData("acc_norm", 1)]
    [InlineData("acc_bytes", 2)]
    [InlineData("acc_mutual_info", 2)]
    public void Scores_EachCorrection_ChoosesItsGreatest(string metric, int chosen)
    {
        for (var right = 0; right < 3; right++)
        {
            var question = new ChoiceLikelihoods(["ab", "abcd", "한글"], [-4, -6, -7], [right], [-4, -4, -9]);

            Assert.Equal(right == chosen ? 1 : 0, Score(metric, question));
        }
    }

    [Fact]
    public void Scores_EqualLikelihoods_TakeTheFirst() => Assert.Equal((1, 0), (
        Score("acc", new ChoiceLikelihoods(["a", "b"], [-1, -1], [0])),
        Score("acc", new ChoiceLikelihoods(["a", "b"], [-1, -1], [1]))));

    [Fact]
    public void Scores_SeveralRightChoices_AcceptsAny() => Assert.Equal(1, Score("acc", new ChoiceLikelihoods(["a", "b", "c"], [-3, -1, -2], [0, 1])));

    [Fact]
    public void Scores_ImpossibleChoices_TakeTheFirst() =>
        Assert.Equal(1, Score("acc", new ChoiceLikelihoods(["a", "b"], [double.NegativeInfinity, double.NegativeInfinity], [0])));

    // An empty choice: -2 / 0 = -∞ is never chosen; 0 / 0 is nothing.
    [Fact]
    public void Scores_EmptyChoice_LosesOrIsRefused()
    {
        Assert.Equal(1, Score("acc_norm", new ChoiceLikelihoods(["", "b"], [-2, -9], [1])));
        Assert.Equal(
            "acc_norm of item 1: ll / characters of the choice is not a number for choice 0, '', whose ll is 0.",
            Assert.Throws<InvalidItemException>(static () => Score("acc_norm", new ChoiceLikelihoods(["", "b"], [0, -9], [1]))).Message);
    }

    [Fact]
    public void Scores_MutualInformationWithoutUnconditional_IsRefused() => Assert.Equal(
        "acc_mutual_info of item 1: The likelihoods of the choices without the question are needed.",
        Assert.Throws<InvalidItemException>(static () => Score("acc_mutual_info", new ChoiceLikelihoods(["a"], [-1], [0]))).Message);

    [Fact]
    public void Constructor_NoUsableQuestion_IsRefused()
    {
        Assert.Throws<InvalidItemException>(static () => new ChoiceLikelihoods([], [], [0]));
        Assert.Throws<InvalidItemException>(static () => new ChoiceLikelihoods(["a"], [-1, -2], [0]));
        Assert.Throws<InvalidItemException>(static () => new ChoiceLikelihoods(["a"], [double.NaN], [0]));
        Assert.Throws<InvalidItemException>(static () => new ChoiceLikelihoods(["a"], [-1], [0], [double.PositiveInfinity]));
        Assert.Throws<InvalidItemException>(static () => new ChoiceLikelihoods(["a"], [-1], []));
        Assert.Throws<InvalidItemException>(static () => new ChoiceLikelihoods(["a"], [-1], [1]));
        Assert.Throws<InvalidItemException>(static () => new TextLikelihood("a", double.NaN));
        Assert.Throws<InvalidItemException>(static () => new TextLikelihood("a", double.PositiveInfinity));
    }

    // "a b" has 2 words and 3 bytes, "한" 1 and 3; ll sum to -6. Word perplexity e^(6/3), byte e^(6/6), bits 6/6/ln 2, texts e^(6/2).
    [Fact]
    public void Measure_Texts_PoolsLikelihoodsAndUnits()
    {
        TextLikelihood[] texts = [new("a b", -2), new("한", -4)];

        Assert.Equal(Math.Exp(2), Value("word_perplexity", texts), 1e-12);
        Assert.Equal(Math.E, Value("byte_perplexity", texts), 1e-12);
        Assert.Equal(1 / Math.Log(2), Value("bits_per_byte", texts), 1e-12);
        Assert.Equal(Math.Exp(3), Value("perplexity", texts), 1e-12);
        Assert.Equal([Math.E, Math.Exp(4)], MetricCatalog.Resolve("word_perplexity").Scores(texts));
    }

    [Fact]
    public void Measure_EmptyOrImpossibleText_IsUndefinedOrInfinite()
    {
        Assert.Equal(double.NaN, Value("byte_perplexity", [new("", -1)]));
        Assert.Equal(double.PositiveInfinity, Value("byte_perplexity", [new("a", double.NegativeInfinity)]));
        Assert.Equal(double.PositiveInfinity, Value("perplexity", [new("a", -800)]));
    }

    // Astral 😀 is 2 chars, 1 code point, 4 bytes; a lone surrogate is 1 and, as U+FFFD, 3.
    [Fact]
    public void TextLengths_Surrogates_CountAsPythonDoes() => Assert.Equal(
        (3, 3, 6, 3), (TextLengths.CodePoints("a😀b"), TextLengths.CodePoints("\udc00\ud800x"), TextLengths.Utf8Bytes("a😀b"), TextLengths.Utf8Bytes("\ud800")));

    [Fact]
    public void Perplexity_OfParts_IsBetweenThem() => Property.Holds(
        Gen.Two(Gen.ArrayOf(Gen.Choose(-3000, -1).Select(static ll => new TextLikelihood("some words here", ll / 100.0))).Where(static a => a.Length > 0)),
        static parts =>
        {
            var (a, b) = (Value("word_perplexity", parts.Item1), Value("word_perplexity", parts.Item2));
            var whole = Value("word_perplexity", [.. parts.Item1, .. parts.Item2]);
            return whole >= Math.Min(a, b) * (1 - 1e-12) && whole <= Math.Max(a, b) * (1 + 1e-12);
        });

    private static double Score(string metric, ChoiceLikelihoods question) => MetricCatalog.Resolve(metric).Scores([question])[0];

    private static double Value(string metric, TextLikelihood[] texts) =>
        MetricCatalog.Resolve(metric).Over(texts, new BootstrapSettings { Resamples = 1 }).Value;
}

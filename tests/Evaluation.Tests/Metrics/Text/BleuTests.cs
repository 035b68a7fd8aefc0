using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

public sealed class BleuTests
{
    private const double Tolerance = 1e-12;

    // Against a b c d e: 3 of 4 words, 2 of 3 pairs (ab, bc), 1 of 2 triples (abc), 0 of 1 quadruple; 4 words to 5: exp(1 - 5/4).
    private const string Answer = "a b c x";
    private const string Reference = "a b c d e";

    private static readonly double Brevity = Math.Exp(-0.25);

    [Theory]
    [InlineData("bleu(tok=none)", 0.5)] // (1/2) / 1 for the first order without a match
    [InlineData("bleu(smooth=floor)", 0.1)]
    [InlineData("bleu(floor=0.2,smooth=floor)", 0.2)]
    public void Score_OrderWithoutMatch_CountsAsMuchAsTheSmoothingSays(string metric, double fourth) =>
        Assert.Equal(100 * Brevity * Math.Pow(3 / 4.0 * (2 / 3.0) * (1 / 2.0) * fourth, 0.25), Score(metric, Answer, Reference), Tolerance);

    [Fact]
    public void Score_AddK_IsAddedAboveTheFirstOrder() => Assert.Equal(
        100 * Brevity * Math.Pow(3 / 4.0 * (3 / 4.0) * (2 / 3.0) * (1 / 2.0), 0.25), Score("bleu(smooth=add-k)", Answer, Reference), Tolerance);

    [Fact]
    public void Score_NoSmoothing_IsZero()
    {
        // The reference takes -9999999999 for the logarithm of 0.
        Assert.Equal(0, Score("bleu(smooth=none)", Answer, Reference));
        Assert.Equal(0, Score("bleu(floor=0,smooth=floor)", Answer, Reference));
        Assert.Equal(0, Score("bleu(k=0,smooth=add-k)", Answer, Reference));
    }

    [Fact]
    public void Score_ShortAnswer_IsMeasuredByItsOrdersAloneAndAllItemsByFour()
    {
        var scorer = Scorer("bleu");
        var (scores, counts) = (new double[1], new double[scorer.Counts]);

        scorer.Score("a b", ["a b"], scores, counts);

        Assert.Equal(100, scores[0], Tolerance);
        Assert.Equal([2, 2, 2, 1, 0, 0, 2, 1, 0, 0], counts);
        Assert.Equal(0, scorer.Pooled(counts)[0]);
    }

    [Theory]
    [InlineData("a b c", "a b|a b c d|x", 2)] // 2 and 4 words are as close to 3
    [InlineData("a b c", "a b c d|a b", 2)]
    [InlineData("a b c", "a b c d e|a b c d", 4)]
    [InlineData("", "a b|a", 1)]
    public void Score_SeveralReferences_TakesTheClosestLengthAndTheShorterOfTwo(string answer, string references, double length)
    {
        var scorer = Scorer("bleu");
        var counts = new double[scorer.Counts];

        scorer.Score(answer, references.Split('|'), new double[1], counts);

        Assert.Equal(length, counts[1]);
    }

    [Fact]
    public void Score_WordTwiceInOneReference_MatchesAsOftenAsInTheReferenceThatHasItMost()
    {
        // a: 3 in the answer, 2 in the second reference; b: 1.
        var scorer = Scorer("bleu");
        var counts = new double[scorer.Counts];

        scorer.Score("a a a b", ["a b", "a a"], new double[1], counts);

        Assert.Equal(3, counts[2]);
    }

    [Fact]
    public void Score_MoreThanSixteenReferences_AreAllTaken() =>
        Assert.Equal(100, Score("bleu", "a b c d", [.. Enumerable.Range(0, 30).Select(static i => $"{i}"), "a b c d"]), Tolerance);

    [Theory]
    [InlineData("a b c d", "a b c d|a", 1)] // shortest reference: 1 word
    [InlineData("a b c d", "a b c d e", 0.77880078307140486)] // exp(1 - 5/4)
    [InlineData("a b c x", "a b c d", 0)] // no smoothing
    [InlineData("a b", "a b", 0)] // no quadruple
    [InlineData("", "a", 0)]
    [InlineData("", "", 0)]
    [InlineData("a", "", 0)]
    [InlineData("w x y z-\n", "w x y z", 1)] // white space at the end is not taken off before the hyphen
    public void Score_HuggingFace_IsNotSacreBleu(string answer, string references, double value) =>
        Assert.Equal(value, Score("bleu_hf", answer, references.Split('|')), Tolerance);

    [Fact]
    public void Pooled_HuggingFace_IsOfTheSummedCounts()
    {
        // 4 + 1 words of 4 + 2 match, 3 of 4 pairs, 2 of 2 triples, 1 of 1 quadruple; 6 words to 6.
        var scorer = Scorer("bleu_hf");
        var (first, second) = (new double[scorer.Counts], new double[scorer.Counts]);
        scorer.Score("a b c d", ["a b c d"], new double[1], first);
        scorer.Score("a x", ["a y"], new double[1], second);

        var pooled = scorer.Pooled([.. first.Zip(second, static (a, b) => a + b)])[0];

        Assert.Equal(Math.Pow(5 / 6.0 * (3 / 4.0), 0.25), pooled, Tolerance);
    }

    [Theory]
    [InlineData("bleu(tok=ko-mecab)", "mecab-ko-dic")]
    [InlineData("bleu(tok=spm)", "must be 13a or intl or char or zh or ko or none")]
    [InlineData("bleu(smooth=method4)", "must be exp or floor or add-k or none")]
    [InlineData("chrf(char=0)", "a whole number from 1 to 20")]
    public void Resolve_ParameterThatWillNotDo_SaysWhatWould(string metric, string said) =>
        Assert.Contains(said, Assert.Throws<UnknownMetricException>(() => MetricCatalog.Resolve(metric)).Message);

    private static TextScorer Scorer(string metric) => new(MetricSet.Parse([metric]));

    private static double Score(string metric, string answer, params string[] references) => Scorer(metric).Score(answer, references)[0];
}

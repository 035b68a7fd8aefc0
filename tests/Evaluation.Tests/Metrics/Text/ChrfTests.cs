using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

public sealed class ChrfTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    // Characters: P = (3/4 + 2/3) / 2 = 17/24, R = (3/3 + 2/2) / 2 = 1; F2 = 5 P / (4 P + 1) = 85/92.
    [InlineData("chrf(char=2)", "abc d", "a bc", 8500 / 92.0)]
    // F1 = 2 P / (P + 1) = 34/41.
    [InlineData("chrf(beta=1,char=2)", "abc d", "a bc", 3400 / 41.0)]
    // Orders of the longer text do not count: only single characters are in both.
    [InlineData("chrf", "a", "a", 100)]
    [InlineData("chrf", "", "a", 0)]
    [InlineData("chrf", "a", "", 0)]
    [InlineData("chrf", "ab", "cd", 0)]
    [InlineData("chrf(lowercase=true)", "AΣ", "aς", 100)]
    // With the blank: a, blank, b and b, blank, a share 3 characters and no pair: P = R = 3/6.
    [InlineData("chrf(char=2,whitespace=true)", "a b", "b a", 50)]
    // Words: hi and ! apart, (hi and ) apart; x.y whole. 2 of 2 in the first, 1 of 2 of characters' order 1 is 3/3.
    [InlineData("chrf(char=1,word=1)", "hi!", "! hi", 100)]
    // Characters 4/4, words 0 of 2 against 0 of 1: P = R = 1/2.
    [InlineData("chrf(char=1,word=1)", "(hi)", ")hi(", 50)]
    // Mean of the orders' scores: characters 1, words 0 / 0 -> 1e-16.
    [InlineData("chrf(char=1,eps=true)", "a", "a", 100)]
    public void Score_ByHand_IsThis(string metric, string answer, string reference, double value) =>
        Assert.Equal(value, Score(metric, answer, reference), Tolerance);

    [Fact]
    public void Score_EpsilonOfEmptyTexts_IsTheReferencesTinyValue() =>
        // P = R = 1e-16 for every order; F = 5 * 1e-32 / 5e-16 = 1e-16.
        Assert.Equal(1e-14, Score("chrf(eps=true)", "", ""), 1e-26);

    [Fact]
    public void Score_CharactersBeyondTheBasicPlane_AreOneEach()
    {
        var scorer = new TextScorer(MetricSet.Parse(["chrf(char=1)"]));
        var counts = new double[scorer.Counts];

        scorer.Score("😀a\ud83d", ["😀\ud83d\u00a0"], new double[1], counts);

        Assert.Equal([3, 2, 2], counts);
    }

    [Fact]
    public void Score_SeveralReferences_TakesTheBest()
    {
        Assert.Equal(100, Score("chrf", "answer", "other", "answer", "an"), Tolerance);
        Assert.Equal(Score("chrf", "answer", "an"), Score("chrf", "answer", "x", "an"));
    }

    private static double Score(string metric, string answer, params string[] references) =>
        new TextScorer(MetricSet.Parse([metric])).Score(answer, references)[0];
}

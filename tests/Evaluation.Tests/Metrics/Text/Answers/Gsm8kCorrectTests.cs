using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Answers;

public sealed class Gsm8kCorrectTests
{
    private static readonly TextScorer Scorer = new(MetricSet.Parse(["gsm8k_correct"]));

    [Theory]
    [InlineData("#### 18", 1)]
    [InlineData("A: 18", 1)]
    [InlineData("x\n#### 17\nA: 18", 1)]
    [InlineData("A: 18\n#### 17", 0)]
    [InlineData("#### 18\nThe answer A: 17 is wrong", 1)]
    [InlineData("The answer A: 18", 0)]
    [InlineData(" A: 18", 0)]
    [InlineData("18", 0)]
    [InlineData("", 0)]
    [InlineData("####18", 1)]
    [InlineData("#### $18.00", 1)]
    [InlineData("#### 18 dollars.", 1)]
    [InlineData("#### 18.", 1)]
    [InlineData("A: 18\r\n", 1)]
    [InlineData("A: 18/7", 0)]
    [InlineData("A: -18", 0)]
    [InlineData("A: eighteen", 0)]
    [InlineData("A: 18\nA:", 0)]
    [InlineData("A: 99999999999999999999999999999999999999", 0)]
    public void Score_Answer_IsRightByTheNumberBehindItsLastMark(string answer, double right) =>
        Assert.Equal(right, Scorer.Score(answer, ["Steps.\n#### 18"])[0]);

    [Theory]
    [InlineData("1,234")]
    [InlineData("$1234")]
    [InlineData("so\n#### 1,234")]
    public void Score_Reference_IsANumberOrASolution(string reference) => Assert.Equal(1, Scorer.Score("A: 1234", [reference])[0]);

    [Fact]
    public void Score_ReferenceWithoutANumber_IsRefused() => Assert.Equal(
        "The reference 'none' of gsm8k_correct has no number behind '####' or 'A:', nor is it one.",
        Assert.Throws<InvalidReferenceException>(() => Scorer.Score("A: 1", ["none"])).Message);
}

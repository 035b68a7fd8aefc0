using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Answers;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("contains", "It is Paris.", new[] { "Rome", "Paris" }, 1)]
    [InlineData("contains", "It is paris.", new[] { "Paris" }, 0)]
    [InlineData("contains(ignore_case=true)", "It is paris.", new[] { "PARIS" }, 1)]
    [InlineData("contains", "", new[] { "" }, 1)]
    [InlineData("contains_all", "Rome and Paris", new[] { "Paris", "Rome" }, 1)]
    [InlineData("contains_all", "Rome", new[] { "Paris", "Rome" }, 0)]
    [InlineData("starts_with", "Yes, it is.", new[] { "No", "Yes" }, 1)]
    [InlineData("starts_with", " Yes", new[] { "Yes" }, 0)]
    [InlineData("starts_with(ignore_case=true)", "YES", new[] { "yes" }, 1)]
    public void Part_OfAnAnswer_IsFoundAsWritten(string metric, string answer, string[] references, double score) =>
        Assert.Equal(score, Scoring.Score(metric, answer, references));

    [Theory]
    [InlineData("regex_match", "It took 12 days", @"\b\d+ days", 1)]
    [InlineData("regex_match(whole=true)", "It took 12 days", @"\d+ days|x", 0)]
    [InlineData("regex_match(whole=true)", "12 days", @"x|\d+ days", 1)]
    [InlineData("regex_match(ignore_case=true)", "DAYS", "days", 1)]
    [InlineData("regex_match", "서울", "^서.$", 1)]
    public void RegexMatch_Answer_FollowsThePattern(string metric, string answer, string pattern, double score) =>
        Assert.Equal(score, Scoring.Score(metric, answer, pattern));

    [Theory]
    [InlineData("(a", "The reference '(a' of regex_match is no regular expression: ")]
    [InlineData("(?=a)b", "The reference '(?=a)b' of regex_match needs look-around, a back-reference or too many repetitions; ")]
    [InlineData(@"(a)\1", @"The reference '(a)\1' of regex_match needs look-around, a back-reference or too many repetitions; ")]
    public void RegexMatch_BadPattern_IsNamed(string pattern, string beginning) =>
        Assert.StartsWith(beginning, Assert.Throws<InvalidReferenceException>(() => Scoring.Score("regex_match", "a", pattern)).Message);

    // Backtracking would take longer than the age of the universe.
    [Fact]
    public void RegexMatch_NestedRepetition_IsLinear() => Assert.Equal(0, Scoring.Score("regex_match", new string('a', 100_000), "^(a+)+$b"));

    [Fact]
    public void InvalidReference_Long_IsCutShort() => Assert.Contains(
        new string('(', 80) + "…'", Assert.Throws<InvalidReferenceException>(() => Scoring.Score("regex_match", "a", new string('(', 1000))).Message);

    [Theory]
    [InlineData("flexible", "so 3 * 6 = 18 dollars", "18", 1)]
    [InlineData("flexible", "It costs $1,200.", "a solution\n#### 1200", 1)]
    [InlineData("flexible", "-5", "-5", 1)]
    [InlineData("flexible", "18.0", "18", 0)] // characters, not numbers
    [InlineData("flexible", "18 or so...", "18", 0)] // an ellipsis is the last run, as in the reference
    [InlineData("flexible", "eighteen", "18", 0)]
    [InlineData("strict", "#### 18\n#### 19", "18", 1)]
    [InlineData("strict", "The answer is 18", "18", 0)]
    [InlineData("strict", "#### -1,000.", "-1000", 1)]
    public void NumericAnswer_Text_FollowsGsm8k(string extract, string answer, string reference, double score) =>
        Assert.Equal(score, Scoring.Score($"numeric_answer(extract={extract})", answer, reference));

    [Theory]
    [InlineData("numeric_answer(compare=number)", "18.0", "18", 1)]
    [InlineData("numeric_answer(compare=number)", "18.5", "18", 0)]
    [InlineData("numeric_answer(compare=number,tolerance=0.5)", "18.5", "18", 1)]
    [InlineData("numeric_answer(compare=number,relative=0.01)", "1,009", "#### 1000", 1)]
    [InlineData("numeric_answer(compare=number,relative=0.01)", "1011", "1000", 0)]
    [InlineData("numeric_answer(compare=number)", "1.2.3", "1", 0)]
    [InlineData("numeric_answer(compare=number)", "5.\n", "5.\n", 1)]
    public void NumericAnswer_Number_HasATolerance(string metric, string answer, string reference, double score) =>
        Assert.Equal(score, Scoring.Score(metric, answer, reference));

    [Fact]
    public void NumericAnswer_ReferenceWithoutANumber_IsNamed() => Assert.Equal(
        "The reference 'many' of numeric_answer is no number and has none behind '#### '.",
        Assert.Throws<InvalidReferenceException>(static () => Scoring.Score("numeric_answer(compare=number)", "1", "many")).Message);

    [Theory]
    [InlineData("B", "B")]
    [InlineData("b", "B")]
    [InlineData("(B)", "2")]
    [InlineData("**B**", "②")]
    [InlineData("The answer is (B).", "B")]
    [InlineData("Answer: A? No. Final answer: B", "B")]
    [InlineData("Answer: **B**", "B")]
    [InlineData("B. Because (A) is wrong", "B")]
    [InlineData("B) x", "B")]
    [InlineData("B\nbecause A", "B")]
    [InlineData("I think (A), no, (B)", "B")]
    [InlineData("정답: ②", "B")]
    [InlineData("정답은 2번입니다", "B")]
    [InlineData("정답은 나입니다.", "나")]
    [InlineData("답: 나", "2")]
    [InlineData("제 생각에는 ②", "B")]
    [InlineData("Answer: I think (B)", "B")] // I is no label of five choices
    public void ChoiceLetter_Answer_NamesTheSecond(string answer, string reference)
    {
        Assert.Equal(1, Scoring.Score("choice_letter", answer, reference));
        Assert.Equal(0, Scoring.Score("choice_letter", answer, "A"));
        Assert.Equal(1, Scoring.Score("choice_letter", answer, "A", reference));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A dog is a pet")]
    [InlineData("가능합니다")]
    [InlineData("정답은 나무")]
    [InlineData("the answer is a matter of taste")]
    [InlineData("Answer: 18")]
    [InlineData("(Z)")]
    public void ChoiceLetter_NoLabel_IsWrong(string answer) =>
        Assert.All(new[] { "A", "B", "C", "D", "E" }, reference => Assert.Equal(0, Scoring.Score("choice_letter", answer, reference)));

    [Theory]
    [InlineData("F")]
    [InlineData("0")]
    [InlineData("Paris")]
    public void ChoiceLetter_ReferenceBeyondTheChoices_IsNamed(string reference) => Assert.Equal(
        $"The reference '{reference}' of choice_letter is none of the 5 choices; write it like A, 1, ① or 가.",
        Assert.Throws<InvalidReferenceException>(() => Scoring.Score("choice_letter", "A", reference)).Message);
}

using System.Diagnostics;
using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Judging.Replies;
using static BenchHub.Evaluation.Judging.Malformation;

namespace BenchHub.Evaluation.Tests.Judging;

public sealed class ReplyTests
{
    [Theory]
    [InlineData("""{"score": 4}""")]
    [InlineData("""{"Score": "4"}""")]
    [InlineData("""{"score": 4.0}""")]
    [InlineData("Sure! {1, 2}\n```json\n{\"reason\": \"a {brace} in it\", \"score\": 4}\n```\nHope that helps.")]
    [InlineData("""<think>{"score": 1} or maybe {"score": 2}</think>{"score": 4}""")]
    [InlineData("""{"score": 4} I repeat: {"reason": "x", "score": 4}""")]
    [InlineData("""[{"score": 4}] {"note": "no verdict"}""")]
    [InlineData("""점수는 {"reason": "좋다 😀", "score": 4} 입니다""")]
    public void Score_VerdictInAnyDress_IsRead(string reply) => Assert.Equal(4, Reply.Score(reply, JudgeScale.OneToFive).Value!.Said);

    [Theory]
    [InlineData("", Empty)]
    [InlineData(" \n", Empty)]
    [InlineData("4", NoJson)]
    [InlineData("""{"score": 4""", NoJson)]
    [InlineData("""{'score': 4}""", NoJson)]
    [InlineData("""{"rating": 4}""", MissingField)]
    [InlineData("""{"result": {"score": 4}}""", MissingField)]
    [InlineData("""{"score": null}""", NoSuchVerdict)]
    [InlineData("""{"score": "4/5"}""", NoSuchVerdict)]
    [InlineData("""{"score": "\ud800"}""", NoSuchVerdict)]
    [InlineData("""{"score": 0}""", OffScale)]
    [InlineData("""{"score": 6}""", OffScale)]
    [InlineData("""{"score": 3.5}""", OffScale)]
    [InlineData("""{"score": 1e999}""", OffScale)]
    [InlineData("""{"score": 4} or {"score": 5}""", Contradictory)]
    [InlineData("""{"score": 4, "score": 5}""", Contradictory)]
    public void Score_NoVerdict_SaysWhy(string reply, Malformation malformation)
    {
        var defect = Reply.Score(reply, JudgeScale.OneToFive).Defect!;

        Assert.Equal(malformation, defect.Malformation);
        Assert.EndsWith(".", defect.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\" YES \"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("\"maybe\"", null)]
    [InlineData("1", null)]
    public void YesOrNo_Words_AreOnlyThose(string value, bool? expected) => Assert.Equal(expected, Reply.YesOrNo($$"""{"verdict": {{value}}}""").Value?.Said);

    [Theory]
    [InlineData("\"A\"")]
    [InlineData("1")]
    public void Winner_OtherWord_IsNone(string value) => Assert.Equal(NoSuchVerdict, Reply.Winner($$"""{"winner": {{value}}}""").Defect!.Malformation);

    [Theory]
    [InlineData("""{"statements": "a"}""", NoSuchVerdict)]
    [InlineData("""{"statements": ["a", ""]}""", NoSuchVerdict)]
    [InlineData("""{"statements": ["a", 1]}""", NoSuchVerdict)]
    public void Statements_NotTexts_AreRefused(string reply, Malformation malformation) => Assert.Equal(malformation, Reply.Statements(reply).Defect!.Malformation);

    [Fact]
    public void Statements_TooMany_AreRefused() =>
        Assert.Equal(TooLong, Reply.Statements(JudgeScript.Statements([.. Enumerable.Repeat("a", 201)])).Defect!.Malformation);

    [Theory]
    [InlineData("""{"questions": ["a", "b"], "noncommittal": false}""", Incomplete)]
    [InlineData("""{"questions": "a", "noncommittal": false}""", NoSuchVerdict)]
    [InlineData("""{"questions": ["a"]}""", MissingField)]
    [InlineData("""{"questions": ["a"], "noncommittal": "perhaps"}""", NoSuchVerdict)]
    public void Questions_OtherForm_IsRefused(string reply, Malformation malformation) => Assert.Equal(malformation, Reply.Questions(reply, 1).Defect!.Malformation);

    [Fact]
    public void Verdicts_AnyOrder_GoByNumber() => Assert.Equal(
        [true, false],
        Reply.Verdicts("""{"verdicts": [{"number": 2, "verdict": "no"}, {"number": "1", "verdict": true}]}""", 2).Value!.Select(static verdict => verdict.Said));

    [Theory]
    [InlineData("""{"verdicts": {}}""", NoSuchVerdict)]
    [InlineData("""{"verdicts": [true, true]}""", MissingField)]
    [InlineData("""{"verdicts": [{"number": 1, "verdict": "no"}]}""", Incomplete)]
    [InlineData("""{"verdicts": [{"number": 1, "verdict": "no"}, {"number": 1, "verdict": "no"}]}""", Incomplete)]
    [InlineData("""{"verdicts": [{"number": 1, "verdict": "no"}, {"number": 3, "verdict": "no"}]}""", Incomplete)]
    [InlineData("""{"verdicts": [{"number": 1, "verdict": "no"}, {"number": "two", "verdict": "no"}]}""", Incomplete)]
    [InlineData("""{"verdicts": [{"number": 1, "verdict": "no"}, {"number": 2, "verdict": "unsure"}]}""", NoSuchVerdict)]
    public void Verdicts_NotOneForEach_AreRefused(string reply, Malformation malformation) => Assert.Equal(malformation, Reply.Verdicts(reply, 2).Defect!.Malformation);

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":[")]
    [InlineData("{\"a\":{")]
    [InlineData("{\":{")]
    [InlineData("{\"a\":\"{")]
    public void Score_MillionsOfBraces_EndSoon(string part)
    {
        var reply = string.Concat(Enumerable.Repeat(part, ReplyObjects.LongestReply / part.Length));
        var watch = Stopwatch.StartNew();

        Assert.NotNull(Reply.Score(reply, JudgeScale.OneToFive).Defect);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        Assert.Equal(TooLong, Reply.Score(new string('{', ReplyObjects.LongestReply + 1), JudgeScale.OneToFive).Defect!.Malformation);
    }
}

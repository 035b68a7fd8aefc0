using BenchHub.Evaluation.Judging;

namespace BenchHub.Evaluation.Tests.Judging;

/// <summary>Plays the judge's model from a list of replies.</summary>
internal static class JudgeScript
{
    public static readonly JudgedItem Item = new()
    {
        Question = "Where is Seoul?",
        Answer = "In Korea. It is on Mars.",
        References = ["Seoul is in Korea.", "Korea"],
        Contexts = ["Seoul is Korea's capital.", "Mars is red."],
        Opponent = "In Japan.",
    };

    public static JudgeVerdict Judge(this JudgeDefinition judge, JudgedItem item, params string[] replies) => judge.Judge(item, [], replies);

    public static JudgeVerdict Judge(this JudgeDefinition judge, JudgedItem item, ReadOnlyMemory<float>[] vectors, string[] replies)
    {
        var (step, next) = (judge.Begin(item), 0);
        while (step is not JudgeVerdict)
        {
            step = step is JudgeEmbedding embedding ? embedding.Reply(vectors) : ((JudgeQuestion)step).Reply(replies[next++]);
        }

        Assert.Equal(replies.Length, next);
        return (JudgeVerdict)step;
    }

    /// <summary>The user's words of each question, in order.</summary>
    public static List<string> Asked(this JudgeDefinition judge, JudgedItem item, params string[] replies)
    {
        var (step, asked) = (judge.Begin(item), new List<string>());
        foreach (var reply in replies)
        {
            var question = Assert.IsType<JudgeQuestion>(step);
            asked.Add(question.Turns[^1].Text);
            step = question.Reply(reply);
        }

        return asked;
    }

    public static string Statements(params string[] statements) => $$"""{"statements": [{{string.Join(", ", statements.Select(static s => $"\"{s}\""))}}]}""";

    public static string Verdicts(params bool[] verdicts) =>
        $$"""{"verdicts": [{{string.Join(", ", verdicts.Select(static (v, i) => $$"""{"number": {{i + 1}}, "reason": "r", "verdict": "{{(v ? "yes" : "no")}}"}"""))}}]}""";

    public static string Winner(string winner) => $$"""{"reason": "because", "winner": "{{winner}}"}""";

    public static string YesOrNo(bool yes) => $$"""{"reason": "because", "verdict": "{{(yes ? "yes" : "no")}}"}""";
}

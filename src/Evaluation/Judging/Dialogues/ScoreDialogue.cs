using BenchHub.Evaluation.Judging.Definitions;
using BenchHub.Evaluation.Judging.Replies;
using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>Judges that score an answer in one question.</summary>
internal static class ScoreDialogue
{
    public static JudgeStep Rubric(Dialogue dialogue) => Scored(dialogue, PromptShape.Score);

    public static JudgeStep Reference(Dialogue dialogue) => dialogue.Item.References.Count == 0
        ? dialogue.Undefined("The judge compares with references, and the item has none.")
        : Scored(dialogue, PromptShape.Reference);

    public static JudgeStep Binary(Dialogue dialogue) => dialogue.Ask(
        PromptShape.YesOrNo,
        Variables(dialogue),
        Reply.YesOrNo,
        static (dialogue, verdict) => dialogue.Score(verdict.Said ? 1 : 0, verdict.Reason));

    /// <summary>What any template of one question may show.</summary>
    public static Mapping Variables(Dialogue dialogue) => new()
    {
        ["question"] = dialogue.Item.Question,
        ["answer"] = dialogue.Item.Answer,
        ["reference"] = dialogue.Reference,
        ["references"] = dialogue.Item.References.ToArray<object?>(),
        ["criteria"] = dialogue.Judge.Criteria,
    };

    private static JudgeStep Scored(Dialogue dialogue, PromptShape shape)
    {
        var (scale, variables) = (dialogue.Judge.Scale!, Variables(dialogue));
        (variables["minimum"], variables["maximum"]) = ((long)scale.Minimum, (long)scale.Maximum);
        return dialogue.Ask(shape, variables, reply => Reply.Score(reply, scale), static (dialogue, score) => dialogue.Score(score.Said, score.Reason));
    }
}

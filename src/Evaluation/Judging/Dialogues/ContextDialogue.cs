using BenchHub.Evaluation.Judging.Definitions;
using BenchHub.Evaluation.Judging.Replies;
using BenchHub.Evaluation.Metrics.Verdicts;

namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>Asks of each context by itself whether it helps, so that their order cannot.</summary>
internal static class ContextDialogue
{
    public static JudgeStep Begin(Dialogue dialogue) =>
        dialogue.Item.References.Count == 0 ? dialogue.Undefined("The judge needs a reference, and the item has none.")
        : dialogue.Item.Contexts.Count == 0 ? dialogue.Undefined("The judge compares contexts, and the item has none.")
        : Next(dialogue, []);

    private static JudgeStep Next(Dialogue dialogue, IReadOnlyList<Reasoned<bool>> verdicts)
    {
        if (verdicts.Count == dialogue.Item.Contexts.Count)
        {
            return dialogue.Measured(
                new StatementVerdicts([.. verdicts.Select(static verdict => verdict.Said)]),
                string.Join('\n', verdicts.Select(static (verdict, i) => $"context {i + 1}: {(verdict.Said ? "yes" : "no")} ({verdict.Reason})")));
        }

        var variables = ScoreDialogue.Variables(dialogue);
        variables["context"] = dialogue.Item.Contexts[verdicts.Count];
        return dialogue.Ask(PromptShape.Useful, variables, Reply.YesOrNo, (dialogue, verdict) => Next(dialogue, [.. verdicts, verdict]));
    }
}

using BenchHub.Evaluation.Metrics.Verdicts;

namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>Takes answer and reference apart and looks for the statements of each in the other.</summary>
internal static class CorrectnessDialogue
{
    public static JudgeStep Begin(Dialogue dialogue) => dialogue.Item.References.Count == 0
        ? dialogue.Undefined("The judge compares with a reference, and the item has none.")
        : dialogue.Statements(dialogue.Item.Answer, static (dialogue, said) => dialogue.Statements(dialogue.Reference, (dialogue, wanted) => Compare(dialogue, said, wanted)));

    private static JudgeStep Compare(Dialogue dialogue, IReadOnlyList<string> said, IReadOnlyList<string> wanted) =>
        dialogue.Supported(said, dialogue.Reference, (dialogue, right) => dialogue.Supported(wanted, dialogue.Item.Answer, (dialogue, covered) =>
        {
            var (supported, absent) = (right.Count(static verdict => verdict.Said), covered.Count(static verdict => !verdict.Said));
            var reason = $"Of the answer:\n{StatementDialogues.Reasons(said, right)}\nOf the reference:\n{StatementDialogues.Reasons(wanted, covered)}";
            return !dialogue.Judge.ComparesEmbeddings
                ? dialogue.Measured(new CorrectnessVerdicts(supported, said.Count - supported, absent), reason)
                : dialogue.Embed([dialogue.Item.Answer, dialogue.Reference], (dialogue, vectors) => dialogue.Measured(
                    new CorrectnessVerdicts(supported, said.Count - supported, absent, Cosine.Of(vectors[0].Span, vectors[1].Span)), reason));
        }));
}

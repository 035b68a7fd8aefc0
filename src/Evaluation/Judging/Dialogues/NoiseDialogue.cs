using BenchHub.Evaluation.Judging.Replies;
using BenchHub.Evaluation.Metrics.Verdicts;

namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>Finds the wrong statements of an answer, and for each context which statements of answer and reference it supports.</summary>
internal static class NoiseDialogue
{
    public static JudgeStep Begin(Dialogue dialogue) =>
        dialogue.Item.References.Count == 0 ? dialogue.Undefined("The judge compares with a reference, and the item has none.")
        : dialogue.Item.Contexts.Count == 0 ? dialogue.Undefined("The judge compares with contexts, and the item has none.")
        : dialogue.Statements(dialogue.Item.Answer, static (dialogue, said) => dialogue.Statements(dialogue.Reference, (dialogue, wanted) =>
            dialogue.Supported(said, dialogue.Reference, (dialogue, correct) => Next(dialogue, said, wanted, correct, []))));

    private static JudgeStep Next(
        Dialogue dialogue, IReadOnlyList<string> said, IReadOnlyList<string> wanted, IReadOnlyList<Reasoned<bool>> correct, IReadOnlyList<Found> found) =>
        found.Count == dialogue.Item.Contexts.Count
            ? dialogue.Measured(
                new NoiseVerdicts(
                    [.. correct.Select(static verdict => verdict.Said)],
                    [.. said.Select((_, s) => found.Select(context => context.Supports[s]).ToArray())],
                    [.. found.Select(static context => context.IsRelevant)]),
                StatementDialogues.Reasons(said, correct))
            : dialogue.Supported(said, dialogue.Item.Contexts[found.Count], (dialogue, supports) =>
                dialogue.Supported(wanted, dialogue.Item.Contexts[found.Count], (dialogue, relevant) => Next(
                    dialogue, said, wanted, correct,
                    [.. found, new([.. supports.Select(static verdict => verdict.Said)], relevant.Any(static verdict => verdict.Said))])));

    // Of one context.
    private sealed record Found(bool[] Supports, bool IsRelevant);
}

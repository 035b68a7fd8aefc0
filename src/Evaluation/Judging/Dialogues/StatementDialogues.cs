using BenchHub.Evaluation.Judging.Definitions;
using BenchHub.Evaluation.Judging.Replies;
using BenchHub.Evaluation.Metrics.Verdicts;
using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>Judges that take a text apart into statements and look for each in a source.</summary>
internal static class StatementDialogues
{
    public static JudgeStep Faithfulness(Dialogue dialogue) => dialogue.Item.Contexts.Count == 0
        ? dialogue.Undefined("The judge compares with contexts, and the item has none.")
        : InContexts(dialogue, dialogue.Item.Answer);

    public static JudgeStep ContextRecall(Dialogue dialogue) =>
        dialogue.Item.References.Count == 0 ? dialogue.Undefined("The judge takes a reference apart, and the item has none.")
        : dialogue.Item.Contexts.Count == 0 ? dialogue.Undefined("The judge compares with contexts, and the item has none.")
        : InContexts(dialogue, dialogue.Reference);

    /// <summary>Takes a text apart. A text that is empty says nothing, which needs no question.</summary>
    public static JudgeStep Statements(this Dialogue dialogue, string text, Func<Dialogue, IReadOnlyList<string>, JudgeStep> then) =>
        string.IsNullOrWhiteSpace(text) ? then(dialogue, [])
        : dialogue.Ask(PromptShape.Statements, new() { ["question"] = dialogue.Item.Question, ["text"] = text }, Reply.Statements, then);

    /// <summary>Looks for statements in a source. No statements need no question.</summary>
    public static JudgeStep Supported(
        this Dialogue dialogue, IReadOnlyList<string> statements, string source, Func<Dialogue, IReadOnlyList<Reasoned<bool>>, JudgeStep> then) =>
        statements.Count == 0 ? then(dialogue, [])
        : dialogue.Ask(
            PromptShape.Verdicts,
            new Mapping
            {
                ["question"] = dialogue.Item.Question,
                ["statements"] = statements.ToArray<object?>(),
                ["source"] = source,
            },
            reply => Reply.Verdicts(reply, statements.Count),
            then);

    /// <summary>A line for each statement: what was found, and why.</summary>
    public static string Reasons(IReadOnlyList<string> statements, IReadOnlyList<Reasoned<bool>> verdicts) =>
        string.Join('\n', statements.Zip(verdicts, static (statement, verdict) => $"{(verdict.Said ? "yes" : "no")}: {statement} ({verdict.Reason})"));

    private static JudgeStep InContexts(Dialogue dialogue, string text) => dialogue.Statements(text, static (dialogue, statements) =>
        dialogue.Supported(statements, string.Join("\n\n", dialogue.Item.Contexts), (dialogue, verdicts) => dialogue.Measured(
            new StatementVerdicts([.. verdicts.Select(static verdict => verdict.Said)]),
            statements.Count == 0 ? "The text makes no statement." : Reasons(statements, verdicts))));
}

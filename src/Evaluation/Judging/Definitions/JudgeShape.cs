using System.Collections.Frozen;
using BenchHub.Evaluation.Judging.Dialogues;

namespace BenchHub.Evaluation.Judging.Definitions;

/// <summary>What tells one kind of judge from another.</summary>
/// <param name="Word">As a definition calls the kind.</param>
/// <param name="Kind">Which it is.</param>
/// <param name="Prompts">In the order in which they are used.</param>
/// <param name="Begin">The way to a verdict.</param>
/// <param name="Family">The metric that takes the verdict's record; null where the verdict is a score.</param>
/// <param name="Summary">What the judge measures, for people.</param>
/// <param name="Criteria">Where the definition names none; null for kinds that have none.</param>
/// <param name="Keys">Which keys a definition may have besides those that any may.</param>
internal sealed record JudgeShape(
    string Word,
    JudgeKind Kind,
    PromptShape[] Prompts,
    Func<Dialogue, JudgeStep> Begin,
    string? Family,
    string Summary,
    string? Criteria,
    params string[] Keys)
{
    private static readonly PromptShape[] ByStatement = [PromptShape.Statements, PromptShape.Verdicts];

    public static IReadOnlyList<JudgeShape> All { get; } =
    [
        new("rubric", JudgeKind.Rubric, [PromptShape.Score], ScoreDialogue.Rubric, null,
            "How good an answer is, from 1 to 5.",
            "The answer is correct, addresses the question completely, and is clear.", "criteria", "scale"),
        new("binary", JudgeKind.Binary, [PromptShape.YesOrNo], ScoreDialogue.Binary, null,
            "Whether an answer is correct.",
            "The answer is correct and answers the question that was asked. Where right answers are given, it agrees with one of them.", "criteria"),
        new("reference", JudgeKind.Reference, [PromptShape.Reference], ScoreDialogue.Reference, null,
            "How well an answer agrees with the references, from 1 to 5.",
            "The answer says what a right answer says, and nothing that contradicts it.", "criteria", "scale"),
        new("pairwise", JudgeKind.Pairwise, [PromptShape.Pair], PairDialogue.Begin, null,
            "Which of two answers is better, asked in both orders.",
            "The better answer is more correct, addresses the question more completely, and is clearer.", "criteria"),
        new("faithfulness", JudgeKind.Faithfulness, ByStatement, StatementDialogues.Faithfulness, "faithfulness",
            "Share of the answer's statements that the contexts support.", null),
        new("answer_relevance", JudgeKind.AnswerRelevance, [PromptShape.Questions], RelevanceDialogue.Begin, "answer_relevance",
            "How near the questions that the answer would answer are to the one that was asked.", null, "questions"),
        new("context_precision", JudgeKind.ContextPrecision, [PromptShape.Useful], ContextDialogue.Begin, "context_precision",
            "How far up the contexts stand that help to arrive at the reference.", null),
        new("context_recall", JudgeKind.ContextRecall, ByStatement, StatementDialogues.ContextRecall, "context_recall",
            "Share of the reference's statements that the contexts support.", null),
        new("answer_correctness", JudgeKind.AnswerCorrectness, ByStatement, CorrectnessDialogue.Begin, "answer_correctness",
            "How far answer and reference make the same statements.", null, "similarity"),
        new("noise_sensitivity", JudgeKind.NoiseSensitivity, ByStatement, NoiseDialogue.Begin, "noise_sensitivity",
            "Share of the answer's statements that are wrong and that a relevant context supports.", null),
    ];

    private static readonly FrozenDictionary<JudgeKind, JudgeShape> ByKind = All.ToFrozenDictionary(static shape => shape.Kind);

    public bool HasOnePrompt => Prompts is [{ Name: "prompt" }];

    public static JudgeShape Of(JudgeKind kind) => ByKind[kind];
}

using BenchHub.Evaluation.Judging.Definitions;
using BenchHub.Evaluation.Judging.Replies;
using BenchHub.Evaluation.Metrics.Verdicts;

namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>Has questions written that the answer would answer, and compares their embeddings with the real question's.</summary>
internal static class RelevanceDialogue
{
    public static JudgeStep Begin(Dialogue dialogue)
    {
        var (count, variables) = (dialogue.Judge.Questions, ScoreDialogue.Variables(dialogue));
        variables["count"] = (long)count;
        return dialogue.Ask(PromptShape.Questions, variables, reply => Reply.Questions(reply, count), static (dialogue, written) =>
            dialogue.Embed([dialogue.Item.Question, .. written.Questions], (dialogue, vectors) => dialogue.Measured(
                new RelevanceVerdicts(
                    [.. vectors.Skip(1).Select(vector => Cosine.Of(vectors[0].Span, vector.Span))],
                    [.. written.Questions.Select(_ => written.Noncommittal)]),
                $"{(written.Noncommittal ? "The answer is noncommittal; it" : "The answer")} would answer: {string.Join(" / ", written.Questions)}")));
    }
}

using BenchHub.Evaluation.Judging.Definitions;
using BenchHub.Evaluation.Judging.Replies;

namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>Compares two answers in both orders; neither question shows the reply to the other.</summary>
internal static class PairDialogue
{
    public static JudgeStep Begin(Dialogue dialogue) => dialogue.Item is not { Opponent: { } opponent, Answer: var answer }
        ? dialogue.Undefined("The judge compares two answers, and the item has no opponent's.")
        : Ask(dialogue, answer, opponent, (dialogue, before) => Ask(dialogue, opponent, answer, (dialogue, after) =>
        {
            var orders = new PairOrders(before.Said, after.Said);
            return dialogue.Score(orders.Value, $"Answer first: {before.Reason}\nOpponent first: {after.Reason}", orders);
        }));

    private static JudgeStep Ask(Dialogue dialogue, string first, string second, Func<Dialogue, Reasoned<PairChoice>, JudgeStep> then)
    {
        var variables = ScoreDialogue.Variables(dialogue);
        (variables["first"], variables["second"]) = (first, second);
        return dialogue.Ask(PromptShape.Pair, variables, Reply.Winner, then);
    }
}

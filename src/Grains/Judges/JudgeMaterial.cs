using System.Text.Json;
using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Tasks;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Judges;

/// <summary>What judges are shown of an item. Pure.</summary>
internal static class JudgeMaterial
{
    /// <param name="item">What was asked.</param>
    /// <param name="request">As the task put it: its last turn is the question, since examples are turns of their own.</param>
    /// <param name="outputs">What the system said; of several answers the first is judged.</param>
    /// <param name="opponent">The same item of the opponent's result; null where there is none, or nothing was said.</param>
    public static JudgedItem Of(DatasetItem item, TaskPrompt request, IReadOnlyList<ModelOutput> outputs, ItemOutcome? opponent) => new()
    {
        Question = request.Turns.LastOrDefault(static turn => turn.Role == "user")?.Text ?? request.Prompt,
        Answer = outputs.Count > 0 ? outputs[0].Text : "",
        References = request.References,
        Contexts = outputs is [{ Contexts: { Count: > 0 } told }, ..] ? told : Contexts(item),
        Opponent = opponent is { Error: null, Outputs: [var said, ..] } ? said.Text : null,
    };

    // A recorded answer has its contexts in the record.
    private static string[] Contexts(DatasetItem item)
    {
        using var record = JsonDocument.Parse(item.Record ?? "{}");
        return record.RootElement.TryGetProperty("contexts", out var contexts) && contexts.ValueKind is JsonValueKind.Array
            ? [.. contexts.EnumerateArray().Where(static context => context.ValueKind is JsonValueKind.String).Select(static context => context.GetString()!)]
            : [];
    }
}

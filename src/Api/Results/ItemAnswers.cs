using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;

namespace BenchHub.Api.Results;

/// <summary>What came of one item.</summary>
/// <param name="Scores">By metric; null where the metric is undefined.</param>
/// <param name="Error">Why there is no answer.</param>
/// <param name="LatencyMilliseconds">Of the last attempt.</param>
/// <param name="Findings">What judges found, one entry per judge of the job.</param>
internal sealed record ItemResultAnswer(
    int Index,
    string ItemId,
    IReadOnlyDictionary<string, double?> Scores,
    string? Error,
    double LatencyMilliseconds,
    int Attempts,
    IReadOnlyList<ScoredAnswer> Answer,
    IReadOnlyList<OutputAnswer> Outputs,
    IReadOnlyList<JudgeFindingAnswer> Findings)
{
    public static CsvTable<ItemResultAnswer> Csv(IEnumerable<string> metrics) => new([
        ("itemId", static item => item.ItemId),
        .. metrics.Select<string, (string, Func<ItemResultAnswer, object?>)>(metric => (metric, item => item.Scores[metric])),
        ("error", static item => item.Error), ("latencyMilliseconds", static item => item.LatencyMilliseconds), ("attempts", static item => item.Attempts)]);

    public static ItemResultAnswer Of(ItemOutcome item, IReadOnlyList<string> metrics)
    {
        var scores = new OrderedDictionary<string, double?>(StringComparer.Ordinal);
        for (var i = 0; i < metrics.Count; i++)
        {
            scores.Add(metrics[i], item.Scores[i].Defined());
        }

        return new(
            item.Index, item.ItemId, scores, item.Error, item.LatencyMilliseconds, item.Attempts,
            [.. item.Answer.Select(static document => new ScoredAnswer(document.Id, document.Score))],
            [.. item.Outputs.Select(OutputAnswer.Of)],
            [.. item.Findings.Select(JudgeFindingAnswer.Of)]);
    }
}

internal sealed record ScoredAnswer(string Id, double Score);

/// <summary>What a model said to one request of an item.</summary>
/// <param name="Text">As it was said.</param>
/// <param name="Extracted">What was scored, where a filter took it out of the text.</param>
/// <param name="FinishReason">Why the model stopped, in the provider's word.</param>
/// <param name="LogLikelihood">Of the continuation that was asked about, in nats.</param>
/// <param name="CostDollars">Null where the model has no known price.</param>
/// <param name="IsCached">The answer stood in the response cache: nothing was asked, nothing paid.</param>
/// <param name="Passed">Whether the program passed its test; null where there is none, or its test cannot be run.</param>
/// <param name="Notes">What is wrong with the answer: it is empty, filtered or cut off, its program failed, or a value is undefined because of it.</param>
/// <param name="Contexts">Texts that the answer was given from, as the service tells them; for a model those of the record.</param>
internal sealed record OutputAnswer(
    string Text, string? Extracted, string? FinishReason, double? LogLikelihood, int InputTokens, int OutputTokens, decimal? CostDollars, bool IsCached, bool? Passed,
    string? Notes, IReadOnlyList<string> Contexts)
{
    public static OutputAnswer Of(ModelOutput output) => new(
        output.Text, output.Extracted, output.FinishReason, output.LogLikelihood, output.Usage.InputTokens, output.Usage.OutputTokens,
        output.IsCached ? 0 : Dollars.Of(output.Usage.Cost), output.IsCached, output.Passed, output.Notes, output.Contexts);
}

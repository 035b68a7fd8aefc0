using BenchHub.Storage.Jobs;

namespace BenchHub.Api.Results;

/// <summary>What came of one item.</summary>
/// <param name="Scores">By metric; null where the metric is undefined.</param>
/// <param name="Error">Why there is no answer.</param>
/// <param name="LatencyMilliseconds">Of the last attempt.</param>
internal sealed record ItemResultAnswer(
    int Index,
    string ItemId,
    IReadOnlyDictionary<string, double?> Scores,
    string? Error,
    double LatencyMilliseconds,
    int Attempts,
    IReadOnlyList<ScoredAnswer> Answer)
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
            [.. item.Answer.Select(static document => new ScoredAnswer(document.Id, document.Score))]);
    }
}

internal sealed record ScoredAnswer(string Id, double Score);

using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Formats;

/// <summary>Gathers judgements and run lines by query, in the order in which the queries first appear.</summary>
public static class QueryGroups
{
    public static async Task<OrderedDictionary<string, Judgements>> ByQueryAsync(
        this IAsyncEnumerable<Judgement> judgements, CancellationToken cancellation = default)
    {
        var grades = new OrderedDictionary<string, List<KeyValuePair<string, int>>>(StringComparer.Ordinal);
        await foreach (var judgement in judgements.WithCancellation(cancellation).ConfigureAwait(false))
        {
            Of(grades, judgement.QueryId).Add(new(judgement.DocumentId, judgement.Grade));
        }

        var judged = new OrderedDictionary<string, Judgements>(grades.Count, StringComparer.Ordinal);
        foreach (var (query, documents) in grades)
        {
            judged.Add(query, new(documents));
        }

        return judged;
    }

    public static async Task<OrderedDictionary<string, List<ScoredDocument>>> ByQueryAsync(
        this IAsyncEnumerable<RunEntry> run, CancellationToken cancellation = default)
    {
        var answers = new OrderedDictionary<string, List<ScoredDocument>>(StringComparer.Ordinal);
        await foreach (var entry in run.WithCancellation(cancellation).ConfigureAwait(false))
        {
            Of(answers, entry.QueryId).Add(new(entry.DocumentId, entry.Score));
        }

        return answers;
    }

    private static List<T> Of<T>(OrderedDictionary<string, List<T>> groups, string query)
    {
        if (!groups.TryGetValue(query, out var group))
        {
            groups.Add(query, group = []);
        }

        return group;
    }
}

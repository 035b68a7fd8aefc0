using System.Text.Json;
using BenchHub.Comparisons;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Comparisons;

/// <summary>One result that takes part: its row, its aggregate and its score per item.</summary>
internal sealed record ComparisonCandidate(ResultRow Result, MetricRow Metric, double[] Scores)
{
    /// <summary>How the job decided on the number of items by looking at scores; null where it did not.</summary>
    public StoppingReport? Stopping { get; init; }
}

/// <summary>Finds the results that a query means, and refuses those that cannot be compared.</summary>
internal static class ComparisonInput
{
    /// <exception cref="RefusedException">There is nothing to compare.</exception>
    public static Task<IReadOnlyList<ResultRow>> Find(ResultCatalog catalog, CompareSystems query, string contentHash) =>
        query.Results.IsEmpty ? Latest(catalog, query) : Named(catalog, query, contentHash);

    /// <exception cref="RefusedException">A result without the metric, or numbers of unlike signatures.</exception>
    public static async Task<IReadOnlyList<ComparisonCandidate>> Load(ResultCatalog catalog, CompareSystems query, IReadOnlyList<ResultRow> results)
    {
        string[] ids = [.. results.Select(static result => result.Id)];
        var metrics = (await catalog.Metrics(ids)).ToLookup(static row => row.ResultId);
        var scores = await catalog.Scores(ids, query.Metric);
        var candidates = new List<ComparisonCandidate>();
        foreach (var result in results)
        {
            var metric = metrics[result.Id].FirstOrDefault(row => row.Metric == query.Metric)
                ?? throw new RefusedException(
                    Refusal.Unprocessable,
                    $"Result {result.Id} of '{result.SystemName}' has no {query.Metric}; it has {string.Join(", ", metrics[result.Id].Select(static row => row.Metric))}. Run the job again with --metric {query.Metric}.",
                    "metric");
            candidates.Add(new(result, metric, scores.GetValueOrDefault(result.Id) ?? []) { Stopping = Stopping(result) });
        }

        ThrowIfUnlike(candidates);

        // Higher first, so that a comparison reads the same whichever task ended last.
        return [.. candidates
            .OrderByDescending(static candidate => candidate.Metric.Value)
            .ThenBy(static candidate => candidate.Result.SystemName, StringComparer.Ordinal)
            .ThenBy(static candidate => candidate.Result.Id, StringComparer.Ordinal)];
    }

    /// <exception cref="RefusedException">There is no such metric, or it is no mean of items.</exception>
    public static Metric Metric(string name)
    {
        try
        {
            var metric = MetricCatalog.Resolve(name);
            return metric.Definition.Aggregation is MetricAggregation.Mean ? metric : throw new RefusedException(
                Refusal.Invalid, $"{metric.Name} is {Told(metric.Definition.Aggregation)} and the tests compare means of items; compare a metric that is a mean, such as map or ndcg@10.", "metric");
        }
        catch (UnknownMetricException unknown)
        {
            throw new RefusedException(Refusal.Invalid, unknown.Message, "metric");
        }
    }

    private static StoppingReport? Stopping(ResultRow result) => JsonSerializer.Deserialize<Kept>(result.Document, StateJson.Options)?.EarlyStopped;

    private static string Told(MetricAggregation aggregation) => aggregation switch
    {
        MetricAggregation.GeometricMean => "a geometric mean",
        MetricAggregation.Sum => "a sum",
        _ => "a value of all items together",
    };

    private static async Task<IReadOnlyList<ResultRow>> Latest(ResultCatalog catalog, CompareSystems query)
    {
        var systems = query.Systems.IsEmpty ? null : query.Systems.Select(static id => id.Value).ToList();
        var results = await catalog.Latest(query.Dataset.Value, query.Version!.Value, systems, query.Metric);
        var missing = systems?.Except(results.Select(static result => result.SystemId)).ToList() ?? [];
        if (missing.Count > 0)
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                $"No result with {query.Metric} on version {query.Version} of the dataset for system {string.Join(", ", missing)}; run a job over it first.",
                "systemIds");
        }

        return results.Count > 0
            ? results
            : throw new RefusedException(
                Refusal.Unprocessable, $"No result with {query.Metric} exists on version {query.Version} of the dataset; run a job first.", "metric");
    }

    private static async Task<IReadOnlyList<ResultRow>> Named(ResultCatalog catalog, CompareSystems query, string contentHash)
    {
        var results = new List<ResultRow>();
        foreach (var id in query.Results.Distinct())
        {
            var result = await catalog.Find(id.Value)
                ?? throw new RefusedException(Refusal.NotFound, $"Result '{id}' does not exist.", "results");
            results.Add(result.ContentHash == contentHash ? result : throw new RefusedException(
                Refusal.Unprocessable,
                $"Result {id} was measured on version {result.DatasetVersion} of '{result.DatasetName}', which has other items; only results on the same items can be paired.",
                "results"));
        }

        return results;
    }

    private static void ThrowIfUnlike(List<ComparisonCandidate> candidates)
    {
        try
        {
            Signature.RequireSame([.. candidates.Select(static candidate => (candidate.Result.SystemName, Signature.Parse(candidate.Metric.Signature)))]);
        }
        catch (SignatureMismatchException mismatch)
        {
            throw new RefusedException(Refusal.Unprocessable, mismatch.Message, "metric");
        }
    }

    /// <summary>The part of a result's document that matters here.</summary>
    private sealed record Kept(StoppingReport? EarlyStopped);
}

using System.Collections.Immutable;
using System.Text.Json;
using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Comparisons;

/// <summary>One result that takes part: its row, its aggregate and its score per item.</summary>
internal sealed record ComparisonCandidate(ResultRow Result, MetricRow Metric, double[] Scores)
{
    /// <summary>How the job decided on the number of items by looking at scores; null where it did not.</summary>
    public StoppingReport? Stopping { get; init; }
}

/// <param name="Candidates">Higher first, so that a comparison reads the same whichever task ended last; scores of the same items in the same order.</param>
/// <param name="Version">Of the dataset.</param>
/// <param name="Notes">What a reader must know of the choice of results and items.</param>
internal sealed record ComparisonCandidates(IReadOnlyList<ComparisonCandidate> Candidates, int Version, IReadOnlyList<string> Notes);

/// <summary>Finds the results that a query means, and refuses those that cannot be compared.</summary>
internal sealed class ComparisonInput(ResultCatalog catalog, DatasetContents contents)
{
    /// <param name="dataset">That the query names.</param>
    /// <param name="query">With the metric's canonical name.</param>
    /// <param name="mayLack">Whether a system without a result is only noted, as long as another has one.</param>
    /// <exception cref="RefusedException">Nothing to compare, a result without the metric, or numbers of unlike signatures.</exception>
    public async Task<ComparisonCandidates> Load(DatasetSnapshot dataset, CompareSystems query, bool mayLack = false)
    {
        var notes = new List<string>();
        if (dataset.Status is DatasetStatus.Retired)
        {
            notes.Add($"The dataset '{dataset.Name}' was deleted; its results are still there.");
        }

        var results = query.Results.IsEmpty ? await Latest(dataset, query, mayLack, notes) : await Named(dataset, query);
        var candidates = await Scored(results, query.Metric);
        ThrowIfUnlike(candidates);
        candidates = await Aligned(dataset, query.Version, candidates, notes);
        var version = candidates.Select(static candidate => candidate.Result.DatasetVersion).Append(query.Version ?? 0).Max();
        return new(
            [.. candidates
                .OrderByDescending(static candidate => candidate.Metric.Value)
                .ThenBy(static candidate => candidate.Result.SystemName, StringComparer.Ordinal)
                .ThenBy(static candidate => candidate.Result.Id, StringComparer.Ordinal)],
            query.Results.IsEmpty ? query.Version ?? dataset.Latest.Number : query.Version ?? version,
            notes);
    }

    /// <summary>One cell of a comparison of many. What cannot be compared becomes the cell's refusal.</summary>
    /// <param name="dataset">Of the cell.</param>
    /// <param name="version">Null means the latest.</param>
    /// <param name="metricName">As asked for.</param>
    /// <param name="command">Which systems.</param>
    /// <param name="results">Those that the command names, on any dataset.</param>
    public async Task<CellWork> Cell(DatasetSnapshot dataset, int? version, string metricName, CompareMany command, IReadOnlyList<ResultRow> results)
    {
        var cell = new CellWork(dataset, version ?? dataset.Latest.Number, metricName, null);
        try
        {
            var metric = Metric(metricName);
            cell = cell with { MetricName = metric.Name.ToString(), Metric = metric };
            ImmutableArray<ResultId> own = [.. results.Where(result => result.DatasetId == dataset.Id.Value).Select(static result => new ResultId(result.Id))];
            if (own.IsEmpty && results.Count > 0)
            {
                throw new RefusedException(Refusal.Unprocessable, $"None of the results named is on '{dataset.Name}'.", "results");
            }

            var query = new CompareSystems { Dataset = dataset.Id, Version = version, Metric = cell.MetricName, Systems = command.Systems, Results = own };
            var input = await Load(dataset, query, mayLack: true);
            return cell with { Input = input, Version = input.Version };
        }
        catch (RefusedException refused) when (refused.Refusal is Refusal.Unprocessable or Refusal.Invalid)
        {
            return cell with { Refusal = refused.Message };
        }
    }

    /// <exception cref="RefusedException">One of them does not exist.</exception>
    public async Task<IReadOnlyList<ResultRow>> Named(IEnumerable<ResultId> ids)
    {
        var results = new List<ResultRow>();
        foreach (var id in ids.Distinct())
        {
            results.Add(await catalog.Find(id.Value) ?? throw new RefusedException(Refusal.NotFound, $"Result '{id}' does not exist.", "results"));
        }

        return results;
    }

    private async Task<List<ComparisonCandidate>> Scored(IReadOnlyList<ResultRow> results, string metric)
    {
        string[] ids = [.. results.Select(static result => result.Id)];
        var metrics = (await catalog.Metrics(ids)).ToLookup(static row => row.ResultId);
        var scores = await catalog.Scores(ids, metric);
        var candidates = new List<ComparisonCandidate>();
        foreach (var result in results)
        {
            var row = metrics[result.Id].FirstOrDefault(row => row.Metric == metric)
                ?? throw new RefusedException(
                    Refusal.Unprocessable,
                    $"Result {result.Id} of '{result.SystemName}' has no {metric}; it has {string.Join(", ", metrics[result.Id].Select(static row => row.Metric))}. Run the job again with --metric {metric}.",
                    "metric");
            candidates.Add(new(result, row, scores.GetValueOrDefault(result.Id) ?? []) { Stopping = Stopping(result) });
        }

        return candidates;
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

    private async Task<IReadOnlyList<ResultRow>> Latest(DatasetSnapshot dataset, CompareSystems query, bool mayLack, List<string> notes)
    {
        var version = query.Version ?? dataset.Latest.Number;
        var systems = query.Systems.IsEmpty ? null : query.Systems.Select(static id => id.Value).ToList();
        var results = await catalog.Latest(query.Dataset.Value, version, systems, query.Metric);
        var missing = systems?.Except(results.Select(static result => result.SystemId)).ToList() ?? [];
        if (missing.Count > 0)
        {
            var lack = $"No result with {query.Metric} on version {version} of '{dataset.Name}' for system {string.Join(", ", missing)}; run a job over it first.";
            notes.Add(mayLack && results.Count > 0 ? lack : throw new RefusedException(Refusal.Unprocessable, lack, "systemIds"));
        }

        return results.Count > 0
            ? results
            : throw new RefusedException(
                Refusal.Unprocessable, $"No result with {query.Metric} exists on version {version} of '{dataset.Name}'; run a job first.", "metric");
    }

    private async Task<IReadOnlyList<ResultRow>> Named(DatasetSnapshot dataset, CompareSystems query)
    {
        var results = await Named(query.Results);
        return results.FirstOrDefault(result => result.DatasetId != dataset.Id.Value) is not { } stray ? results : throw new RefusedException(
            Refusal.Unprocessable,
            $"Result {stray.Id} was measured on '{stray.DatasetName}', not on '{dataset.Name}'; only results on the same items can be paired.",
            "results");
    }

    private async Task<List<ComparisonCandidate>> Aligned(DatasetSnapshot dataset, int? version, List<ComparisonCandidate> candidates, List<string> notes)
    {
        var wanted = dataset.Versions.FirstOrDefault(candidate => candidate.Number == version)?.ContentHash;
        string[] hashes = [.. candidates.OrderByDescending(static candidate => candidate.Result.DatasetVersion).Select(static candidate => candidate.Result.ContentHash).Prepend(wanted).OfType<string>().Distinct()];
        if (hashes.Length < 2)
        {
            return candidates;
        }

        int[][] places;
        try
        {
            places = await SharedItems.Of(contents, hashes);
        }
        catch (KeyNotFoundException)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The results are of different versions of '{dataset.Name}', and the items of one of these are not stored any more; name results of one version.", "results");
        }

        if (places[0].Length == 0)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The results are of different versions of '{dataset.Name}' that have no item in common; name results of one version.", "results");
        }

        var measured = candidates.Select(static candidate => $"'{candidate.Result.SystemName}' on version {candidate.Result.DatasetVersion} ({candidate.Result.Items} items)");
        notes.Add(
            $"Paired on the {places[0].Length} items that all versions share, the others left out: {string.Join(", ", measured)}. The documents of the versions may differ.");
        return candidates.ConvertAll(candidate =>
        {
            var own = places[Array.IndexOf(hashes, candidate.Result.ContentHash)];
            return candidate with { Scores = Array.ConvertAll(own, index => candidate.Scores[index]) };
        });
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

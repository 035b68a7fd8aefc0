using System.Collections.Immutable;
using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Comparisons;

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
        candidates = await PairedItems.Align(contents, dataset, query.Version, candidates, notes);
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
            var metric = ComparedMetric.Of(metricName);
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
            candidates.Add(ComparisonCandidate.Of(result, row, scores.GetValueOrDefault(result.Id) ?? []));
        }

        return candidates;
    }

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
}

using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Gates;
using BenchHub.Jobs;
using BenchHub.Storage.Results;
using Orleans.Concurrency;

namespace BenchHub.Grains.Comparisons;

[StatelessWorker]
internal sealed class GateGrain(ComparisonInput input, ResultCatalog results) : Grain, IGateGrain
{
    public async Task<GateReport> Check(CheckGate query)
    {
        var gate = Parsed(query.Gate);
        var baseline = gate.Target is null
            ? query.Baseline ?? throw new RefusedException(Refusal.Invalid, $"The gate '{gate}' speaks of a baseline; name the system or result that is it.", "baseline")
            : null;
        var (dataset, version) = await Where(query, baseline);
        var sides = baseline is null ? new[] { query.System } : [query.System, baseline];
        var ids = new List<ResultId>();
        foreach (var side in sides)
        {
            ids.Add(await Result(side, gate, dataset, version));
        }

        if (ids.Distinct().Count() < ids.Count)
        {
            throw new RefusedException(Refusal.Unprocessable, $"Result {ids[0]} is the system's and the baseline's; name two.", "baseline");
        }

        var loaded = await input.Load(dataset, new() { Dataset = dataset.Id, Version = query.Version, Metric = gate.Metric.Name.ToString(), Results = [.. ids] });
        ComparisonCandidate[] ordered = [.. ids.Select(id => loaded.Candidates.First(candidate => candidate.Result.Id == id.Value))];
        if (ordered.FirstOrDefault(static candidate => candidate.Stopping is { HasStopped: true }) is { } stopped)
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                $"'{stopped.Result.SystemName}' was stopped early, once its scores had decided: an interval for a number of items fixed beforehand does not hold for it. Run it over all items to gate it.",
                "system");
        }

        return await Task.Run(() => GateReports.Of(gate, dataset, loaded, ordered));
    }

    private static Gate Parsed(string text)
    {
        try
        {
            return Gate.Parse(text);
        }
        catch (Exception refused) when (refused is GateSyntaxException or UnknownMetricException or StatisticRefusedException)
        {
            throw new RefusedException(Refusal.Invalid, refused.Message, "gate");
        }
    }

    private async Task<(DatasetSnapshot Dataset, int Version)> Where(CheckGate query, GateSide? baseline)
    {
        var named = query.System.Result ?? baseline?.Result;
        var row = named is { } id ? await Found(id) : null;
        var datasetId = query.Dataset ?? (row is null
            ? throw new RefusedException(Refusal.Invalid, "Name the dataset, or a result.", "dataset")
            : new DatasetId(row.DatasetId));
        var dataset = await GrainFactory.Dataset(datasetId).Get()
            ?? throw new RefusedException(Refusal.NotFound, $"Dataset '{datasetId}' does not exist.", "dataset");
        var version = query.Version ?? (row is not null && row.DatasetId == datasetId.Value ? row.DatasetVersion : dataset.Latest.Number);
        return dataset.Versions.Any(candidate => candidate.Number == version)
            ? (dataset, version)
            : throw new RefusedException(Refusal.NotFound, $"Dataset '{dataset.Name}' has no version {version}.", "version");
    }

    private async Task<ResultId> Result(GateSide side, Gate gate, DatasetSnapshot dataset, int version)
    {
        if (side.Result is { } result)
        {
            return result;
        }

        var (system, metric) = (side.System!.Value, gate.Metric.Name.ToString());
        var latest = await results.Latest(dataset.Id.Value, version, [system.Value], metric);
        return latest.Count > 0 ? new(latest[0].Id) : throw new RefusedException(
            Refusal.Unprocessable,
            $"System {system} has no result with {metric} on version {version} of '{dataset.Name}'; run a job over it with --metric {metric} first.",
            "system");
    }

    private async Task<ResultRow> Found(ResultId id) => await results.Find(id.Value)
        ?? throw new RefusedException(Refusal.NotFound, $"Result '{id}' does not exist.", "result");
}

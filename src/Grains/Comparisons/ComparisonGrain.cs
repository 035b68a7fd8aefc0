using System.Text.Json;
using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Evaluation.Statistics;
using BenchHub.Storage.Comparisons;
using Orleans.Concurrency;

namespace BenchHub.Grains.Comparisons;

[StatelessWorker]
internal sealed class ComparisonGrain(
    ComparisonInput input, ComparisonShelf shelf, ComparisonCatalog kept, OverallStandings standings, ItemPairs items, TimeProvider time) : Grain, IComparisonGrain
{
    public async Task<Comparison> Compare(CompareSystems query)
    {
        var settings = ComparisonRules.Settings(query);
        var dataset = await Dataset(query.Dataset);
        RequireVersion(dataset, query.Version);
        var metric = ComparedMetric.Of(query.Metric);
        var asked = query with { Metric = metric.Name.ToString() };
        var candidates = await input.Load(dataset, asked);
        var cell = new CellWork(dataset, candidates.Version, metric.Name.ToString(), metric) { Input = candidates };
        ComparisonRules.RequireFew(cell.Pairs);
        return await shelf.Get(ComparisonShelf.Key(asked, dataset.Name, candidates), () =>
        {
            var tested = cell.Test(settings);
            return tested.Refusal is null
                ? ComparisonReport.Of(dataset, tested.Input!, metric, settings, SystemComparison.Adjust([tested.Tested!], settings.Correction)[0], new(), time.GetUtcNow())
                : throw new RefusedException(Refusal.Unprocessable, tested.Refusal, "tests");
        });
    }

    public async Task<StoredComparison> Create(string id, CompareMany command)
    {
        if (await kept.Find(id) is { } made)
        {
            return made.Command == StateJson.Of(command)
                ? await Kept(id)
                : throw new RefusedException(Refusal.Conflict, "This key made a comparison of something else; take another key.", "Idempotency-Key");
        }

        return await Make(id, command, from: null);
    }

    public async Task<StoredComparison> Refresh(string id, string newId)
    {
        var former = await Kept(id);
        return await kept.Find(newId) is { } made
            ? made.CreatedFrom == id ? await Kept(newId) : throw new RefusedException(Refusal.Conflict, "This key made another comparison; take another key.", "Idempotency-Key")
            : await Make(newId, StoredReport.Again(former), from: id);
    }

    public Task<Leaderboard> Rank(RankOverDatasets query) => standings.Rank(query);

    public Task<ItemPage> Items(CompareItems query) => items.Page(query);

    private async Task<StoredComparison> Make(string id, CompareMany command, string? from)
    {
        var settings = ComparisonRules.Settings(command);
        var results = await input.Named(command.Results);
        var cells = new List<CellWork>();
        var pairs = 0L;
        foreach (var (dataset, version) in ComparisonRules.Datasets(command, results))
        {
            var snapshot = await Dataset(dataset);
            RequireVersion(snapshot, version);
            foreach (var metric in command.Metrics.Distinct())
            {
                var cell = await input.Cell(snapshot, version, metric, command, results);
                ComparisonRules.RequireFew(pairs += cell.Pairs);
                cells.Add(await Task.Run(() => cell.Test(settings)));
            }
        }

        var now = time.GetUtcNow();
        var made = await Task.Run(() => StoredReport.Of(id, from, command, cells, settings, now));
        return await kept.Add(StoredReport.Row(made), StateJson.Of(made)) ? made : await Kept(id);
    }

    private async Task<StoredComparison> Kept(string id) => await kept.Document(id) is { } document
        ? JsonSerializer.Deserialize<StoredComparison>(document, StateJson.Options)!
        : throw new RefusedException(Refusal.NotFound, $"Comparison '{id}' does not exist; GET /api/v1/comparisons lists those that do.", "id");

    private async Task<DatasetSnapshot> Dataset(DatasetId id) => await GrainFactory.Dataset(id).Get()
        ?? throw new RefusedException(Refusal.NotFound, $"Dataset '{id}' does not exist.", "datasetId");

    private static void RequireVersion(DatasetSnapshot dataset, int? version)
    {
        if (version is { } number && dataset.Versions.All(candidate => candidate.Number != number))
        {
            throw new RefusedException(Refusal.NotFound, $"Dataset '{dataset.Name}' has no version {number}.", "version");
        }
    }
}

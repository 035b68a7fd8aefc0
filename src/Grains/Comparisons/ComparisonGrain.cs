using BenchHub.Comparisons;
using BenchHub.Evaluation.Statistics;
using BenchHub.Storage.Results;
using Orleans.Concurrency;

namespace BenchHub.Grains.Comparisons;

[StatelessWorker]
internal sealed class ComparisonGrain(ResultCatalog catalog, ComparisonShelf shelf, TimeProvider time) : Grain, IComparisonGrain
{
    public async Task<Comparison> Compare(CompareSystems query)
    {
        var settings = Settings(query);
        var dataset = await GrainFactory.Dataset(query.Dataset).Get()
            ?? throw new RefusedException(Refusal.NotFound, $"Dataset '{query.Dataset}' does not exist.", "datasetId");
        var metric = ComparisonInput.Metric(query.Metric);
        var version = query.Version ?? dataset.Latest.Number;

        var hash = dataset.Versions.FirstOrDefault(candidate => candidate.Number == version)?.ContentHash
            ?? throw new RefusedException(Refusal.NotFound, $"Dataset '{dataset.Name}' has no version {version}.", "version");

        var asked = query with { Metric = metric.Name.ToString(), Version = version };
        var results = await ComparisonInput.Find(catalog, asked, hash);
        return await shelf.Get(ComparisonShelf.Key(asked, dataset.Name, results), Compare);

        async Task<Comparison> Compare()
        {
            var candidates = await ComparisonInput.Load(catalog, asked, results);
            return Report(candidates);
        }

        Comparison Report(IReadOnlyList<ComparisonCandidate> candidates)
        {
            try
            {
                return ComparisonReport.Of(dataset, version, metric, settings, candidates, time.GetUtcNow());
            }
            catch (StatisticRefusedException refused)
            {
                throw new RefusedException(Refusal.Unprocessable, refused.Message, "tests");
            }
        }
    }

    private static ComparisonSettings Settings(CompareSystems query)
    {
        if (query.Alpha is not (> 0 and < 1))
        {
            throw new RefusedException(Refusal.Invalid, $"alpha is {query.Alpha}; it must lie between 0 and 1, such as 0.05.", "alpha");
        }

        var defaults = ComparisonSettings.Default with { Alpha = query.Alpha };
        return defaults with { Tests = query.Tests.IsDefaultOrEmpty ? defaults.Tests : query.Tests, Correction = query.Correction ?? defaults.Correction };
    }
}

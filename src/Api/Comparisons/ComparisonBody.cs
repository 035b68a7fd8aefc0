using BenchHub.Api.Json;
using BenchHub.Comparisons;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;

namespace BenchHub.Api.Comparisons;

/// <summary>What to compare: the latest result of each system on a dataset, or the results that are named.</summary>
[RequestBody]
internal sealed record ComparisonBody
{
    /// <summary>Ids or names. Default: every system with a result.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    /// <summary>Another name of systems.</summary>
    public IReadOnlyList<string>? SystemIds { get; init; }

    /// <summary>Id or name.</summary>
    public string? Dataset { get; init; }

    /// <summary>Another name of dataset.</summary>
    public string? DatasetId { get; init; }

    /// <summary>Default: the latest.</summary>
    public int? Version { get; init; }

    /// <summary>Such as ndcg@10. Default: recall@5.</summary>
    public string? Metric { get; init; }

    /// <summary>Another name of metric; the cutoff may stand in kValue.</summary>
    public string? MetricName { get; init; }

    public int? KValue { get; init; }

    /// <summary>Ids of results to compare in place of each system's latest.</summary>
    public IReadOnlyList<string>? Results { get; init; }

    /// <summary>Error rate of the family of tests. Default: 0.05.</summary>
    public double? Alpha { get; init; }

    /// <summary>randomization, ttest, wilcoxon, sign or mcnemar; the first one decides. Default: randomization.</summary>
    public IReadOnlyList<string>? Tests { get; init; }

    /// <summary>none, bonferroni, holm, hochberg, bh or by, over every test of every pair. Default: holm.</summary>
    public string? Correction { get; init; }

    /// <exception cref="RefusedException">A system or the dataset does not exist, or a field cannot mean anything.</exception>
    /// <exception cref="UnknownMetricException">There is no such metric.</exception>
    public async Task<CompareSystems> ToQuery(Lookup lookup, CancellationToken ct)
    {
        var query = new CompareSystems
        {
            Dataset = new((await lookup.Dataset(
                Dataset ?? DatasetId ?? throw new RefusedException(Refusal.Invalid, "Name the dataset to compare on.", "datasetId"), "datasetId", ct)).Id),
            Metric = ChosenMetric.Of(Metric ?? MetricName, KValue),
        };
        return query with
        {
            Version = Version,
            Systems = await lookup.SystemIds([.. Systems ?? [], .. SystemIds ?? []], Systems is null ? "systemIds" : "systems", ct),
            Results = [.. (Results ?? []).Select(static id => new ResultId(id ?? throw new RefusedException(Refusal.Invalid, "An entry of results is null.", "results")))],
            Tests = [.. (Tests ?? []).Select(static test => test ?? throw new RefusedException(Refusal.Invalid, "An entry of tests is null.", "tests"))],
            Correction = Correction,
            Alpha = Alpha switch
            {
                null => query.Alpha,
                > 0 and < 1 => Alpha.Value,
                _ => throw new RefusedException(Refusal.Invalid, $"alpha is {Alpha}; it must be between 0 and 1.", "alpha"),
            },
        };
    }
}

/// <summary>A metric that is named in one word (ndcg@10), or by its family and a cutoff (recall and 5).</summary>
internal static class ChosenMetric
{
    private const string DefaultFamily = "recall";
    private const int DefaultCutoff = 5;

    /// <returns>The canonical name.</returns>
    /// <exception cref="UnknownMetricException">There is no such metric.</exception>
    public static string Of(string? name, int? cutoff)
    {
        var family = string.IsNullOrEmpty(name) ? DefaultFamily : name;
        var text = cutoff is { } k ? $"{family}@{k}" : NeedsCutoff(family) ? $"{family}@{DefaultCutoff}" : family;
        return MetricCatalog.Resolve(text).Name.ToString();
    }

    private static bool NeedsCutoff(string family) => MetricCatalog.Definitions.Any(metric =>
        metric.Cutoff is CutoffRule.Required && (metric.Name == family || metric.Aliases.Contains(family)));
}

using BenchHub.Api.Json;
using BenchHub.Comparisons;
using BenchHub.Jobs;

namespace BenchHub.Api.Comparisons;

/// <summary>What to compare and keep: systems on datasets by metrics, or the results that are named.</summary>
[RequestBody]
internal sealed record StoredComparisonBody
{
    private const int LongestName = 200;

    /// <summary>Default: the metrics and datasets.</summary>
    public string? Name { get; init; }

    /// <summary>Ids or names. Default: every system with a result.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    /// <summary>Ids or names, each in its latest version. Default: those of the results.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>Such as ndcg@10; the overall ranking is by the first. Default: recall@5.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>Ids of results to compare in place of each system's latest.</summary>
    public IReadOnlyList<string>? Results { get; init; }

    /// <summary>Error rate of the family of all tests. Default: 0.05.</summary>
    public double? Alpha { get; init; }

    /// <summary>none, bonferroni, holm, hochberg, bh or by, over every test of every pair of every dataset and metric. Default: holm.</summary>
    public string? Correction { get; init; }

    /// <summary>randomization, ttest, wilcoxon, sign or mcnemar; the first one decides. Default: randomization.</summary>
    public IReadOnlyList<string>? Tests { get; init; }

    /// <summary>The difference that power is told for, in the metric's unit. Default: a hundredth of the metric's range, 0.01 for a share.</summary>
    public double? Difference { get; init; }

    /// <summary>The chance with which a difference shall be shown. Default: 0.8.</summary>
    public double? Power { get; init; }

    /// <summary>Of bootstrap and randomization, 100 to 100,000. Default: 10,000.</summary>
    public int? Resamples { get; init; }

    /// <exception cref="RefusedException">A system or dataset does not exist, or a field cannot mean anything.</exception>
    public async Task<CompareMany> ToCommand(Lookup lookup, CancellationToken ct)
    {
        if (Name is { Length: > LongestName })
        {
            throw new RefusedException(Refusal.Invalid, $"The name has {Name.Length} characters; at most {LongestName} are allowed.", "name");
        }

        var defaults = new CompareMany { Metrics = [] };
        return defaults with
        {
            Name = Name,
            Systems = await lookup.SystemIds(Systems ?? [], "systems", ct),
            Datasets = [.. (await lookup.DatasetIds(Datasets ?? [], "datasets", ct)).Select(static id => new DatasetRef(id))],
            Metrics = [.. Texts(Metrics, "metrics").DefaultIfEmpty("").Select(static metric => ChosenMetric.Of(metric, null)).Distinct()],
            Results = [.. Texts(Results, "results").Select(static id => new ResultId(id))],
            Alpha = Alpha ?? defaults.Alpha,
            Tests = [.. Texts(Tests, "tests")],
            Correction = Correction,
            Difference = Difference,
            Power = Power ?? defaults.Power,
            Resamples = Resamples ?? defaults.Resamples,
        };
    }

    private static IEnumerable<string> Texts(IReadOnlyList<string>? texts, string field) =>
        (texts ?? []).Select(text => text ?? throw new RefusedException(Refusal.Invalid, $"An entry of {field} is null.", field));
}

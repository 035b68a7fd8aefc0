using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;

namespace BenchHub.Grains.Comparisons;

/// <summary>One dataset and metric of a comparison under way: what is to be tested, then what was, or why it cannot be.</summary>
/// <param name="Dataset">Of the cell.</param>
/// <param name="Version">Of the dataset.</param>
/// <param name="MetricName">Canonical where there is such a metric, as asked for otherwise.</param>
/// <param name="Metric">Null where there is no such metric.</param>
internal sealed record CellWork(DatasetSnapshot Dataset, int Version, string MetricName, Metric? Metric)
{
    public ComparisonCandidates? Input { get; init; }

    public TestedSystems? Tested { get; init; }

    public string? Refusal { get; init; }

    /// <summary>Pairs of systems.</summary>
    public long Pairs => Input is { Candidates.Count: var count } ? (long)count * (count - 1) / 2 : 0;

    /// <summary>Tests the pairs, and lets go of the scores. A test that these scores cannot take is a refusal.</summary>
    public CellWork Test(ComparisonSettings settings)
    {
        if (Refusal is not null)
        {
            return this;
        }

        try
        {
            return this with
            {
                Tested = ComparisonReport.Test(Metric!, settings, Input!.Candidates),
                Input = Input with { Candidates = [.. Input.Candidates.Select(static candidate => candidate with { Scores = [] })] },
            };
        }
        catch (StatisticRefusedException refused)
        {
            return this with { Refusal = refused.Message };
        }
    }

    public ComparisonCell Refused() => new(
        Dataset.Id, Dataset.Name, Version, MetricName, IsLower, [], [], [], "", [], Refusal);

    public ComparisonCell Told(ComparisonResult result, ComparisonSettings settings, PowerWish wish, DateTimeOffset now)
    {
        var told = ComparisonReport.Of(Dataset, Input!, Metric!, settings, result, wish, now);
        return new(Dataset.Id, Dataset.Name, told.Version, told.Metric, IsLower, told.Ranking, told.Tests, told.Groups, told.Method, told.Notes, null);
    }

    private bool IsLower => Metric is { Definition.Direction: MetricDirection.LowerIsBetter };
}

using BenchHub.Api.Comparisons;
using BenchHub.Storage.Comparisons;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Analytics;

/// <summary>A comparison that is kept, and how much its systems' results vary.</summary>
/// <param name="MetricComparisons">One for each dataset and metric, as they were made.</param>
/// <param name="StabilityAnalysis">Of all whole results up to the comparison.</param>
internal sealed record ComparisonReportAnswer(
    string Id, string Name, DateTimeOffset CreatedAt, IReadOnlyList<ComparedSystemAnswer> Systems, IReadOnlyList<CellAnswer> MetricComparisons,
    OverallAnswer? Overall, IReadOnlyList<SystemStabilityAnswer> StabilityAnalysis, IReadOnlyList<string> Notes)
{
    /// <exception cref="RefusedException">There is no such comparison.</exception>
    public static async Task<Ok<ComparisonReportAnswer>> Get(string id, ComparisonCatalog comparisons, IGrainFactory grains, CancellationToken ct)
    {
        var stored = await comparisons.Whole(id, ct);
        var stability = await grains.History().Stability(new(
            [.. stored.Systems.Select(static system => system.SystemId)], [.. stored.Cells.Select(static cell => cell.Dataset)],
            [.. stored.Cells.Select(static cell => cell.Metric).Distinct()], stored.CreatedAt));
        var answer = StoredComparisonAnswer.Of(stored);
        return TypedResults.Ok(new ComparisonReportAnswer(
            answer.Id, answer.Name, answer.CreatedAt, answer.Systems, answer.Cells, answer.Overall, [.. stability.Select(SystemStabilityAnswer.Of)],
            stability.Any(static one => one.Performance.Count == 1) ? ["A system with one result has no spread; its numbers there are null."] : []));
    }
}

/// <param name="Count">Results.</param>
/// <param name="StandardDeviation">Of whole results, not of items; null where there is one.</param>
/// <param name="CoefficientOfVariation">Deviation over mean.</param>
internal sealed record SystemStabilityAnswer(
    string System, string SystemId, string Dataset, string DatasetId, string Metric, int Count, double? Mean, double? StandardDeviation,
    double? CoefficientOfVariation, double? Range)
{
    public static SystemStabilityAnswer Of(BenchHub.Analytics.SystemPerformance one) => new(
        one.System, one.SystemId.Value, one.Performance.Dataset, one.Performance.DatasetId.Value, one.Performance.Metric, one.Performance.Count,
        one.Performance.Mean.Defined(), one.Performance.StandardDeviation.Defined(), one.Performance.CoefficientOfVariation.Defined(),
        one.Performance.Count > 1 ? one.Performance.Range : null);
}

using BenchHub.Analytics;
using BenchHub.Api.Comparisons;

namespace BenchHub.Api.Analytics;

/// <param name="IsCounted">False for a result whose value cannot be set beside the others; the notes say why.</param>
/// <param name="Model">That was asked; null where none was, or the result is of an earlier version of the hub.</param>
internal sealed record PointAnswer(
    DateTimeOffset At, double Value, double? CiLow, double? CiHigh, int N, string ResultId, int SystemRevision, int DatasetVersion, string? Model, bool IsCounted)
{
    public static readonly CsvTable<PointAnswer> Csv = new(
        ("at", static point => point.At), ("value", static point => point.Value), ("ciLow", static point => point.CiLow), ("ciHigh", static point => point.CiHigh),
        ("n", static point => point.N), ("resultId", static point => point.ResultId), ("systemRevision", static point => point.SystemRevision),
        ("datasetVersion", static point => point.DatasetVersion), ("model", static point => point.Model), ("isCounted", static point => point.IsCounted));

    public static PointAnswer Of(SeriesPoint point) => new(
        point.At, point.Value, point.CiLow, point.CiHigh, point.N, point.ResultId, point.SystemRevision, point.DatasetVersion, point.Model, point.IsCounted);
}

/// <param name="Direction">improving, declining or flat (no trend is shown).</param>
/// <param name="Slope">Per day.</param>
internal sealed record TrendLineAnswer(
    string Direction, double? Slope, double? SlopePerDay, double? SlopeLow, double? SlopeHigh, double? SlopePerEvaluation, double? P, double? PAdjusted,
    RobustAnswer? Robust, int N, string Method)
{
    public static TrendLineAnswer? Of(TrendNumbers? trend) => trend is null ? null : new(
        trend.Direction, trend.SlopePerDay.Defined(), trend.SlopePerDay.Defined(), trend.SlopeLow.Defined(), trend.SlopeHigh.Defined(),
        trend.SlopePerEvaluation.Defined(), trend.P.Defined(), trend.PAdjusted.Defined(), RobustAnswer.Of(trend), trend.N, trend.Method);
}

/// <param name="Direction">Of the metric: higher or lower is better.</param>
/// <param name="Points">In order of time.</param>
/// <param name="Trend">Null where there are fewer than three results.</param>
internal sealed record TrendAnswer(
    string System, string SystemId, string Dataset, string DatasetId, string Metric, string Direction,
    IReadOnlyList<PointAnswer> Points, TrendLineAnswer? Trend, IReadOnlyList<ChangePointAnswer> ChangePoints, IReadOnlyList<string> Notes)
{
    public static TrendAnswer Of(TrendReport report) => new(
        report.Series.System, report.Series.SystemId.Value, report.Series.Dataset, report.Series.DatasetId.Value, report.Series.Metric,
        report.Series.HigherIsBetter ? "higher" : "lower", [.. report.Series.Points.Select(PointAnswer.Of)], TrendLineAnswer.Of(report.Series.Trend),
        [.. report.ChangePoints.Select(ChangePointAnswer.Of)], report.Notes);
}

internal sealed record ModelSeriesAnswer(string System, string SystemId, IReadOnlyList<PointAnswer> Points, TrendLineAnswer? Trend);

/// <param name="Verdict">Every pair of the systems' latest results on the same items; empty where they cannot be compared, and a note says why.</param>
/// <param name="Ranking">Of these results.</param>
/// <param name="Method">Of the verdict.</param>
internal sealed record ModelsAnswer(
    string Dataset, string DatasetId, string Metric, IReadOnlyList<ModelSeriesAnswer> Series, IReadOnlyList<PairAnswer> Verdict,
    IReadOnlyList<RankedAnswer> Ranking, string? Method, IReadOnlyList<string> Notes)
{
    public static ModelsAnswer Of(ModelsReport report, string dataset) => new(
        report.Dataset.Length > 0 ? report.Dataset : dataset, report.DatasetId.Value, report.Metric,
        [.. report.Series.Select(static one => new ModelSeriesAnswer(one.System, one.SystemId.Value, [.. one.Points.Select(PointAnswer.Of)], TrendLineAnswer.Of(one.Trend)))],
        [.. report.Verdict?.Tests.Select(PairAnswer.Of) ?? []], [.. report.Verdict?.Ranking.Select(RankedAnswer.Of) ?? []], report.Verdict?.Method,
        [.. report.Notes, .. report.Verdict?.Notes ?? []]);
}

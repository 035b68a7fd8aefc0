using BenchHub.Analytics;

namespace BenchHub.Api.Analytics;

internal sealed record DateRangeAnswer(DateTimeOffset? StartDate, DateTimeOffset? EndDate);

/// <param name="Evaluations">Results that were finished in the range.</param>
/// <param name="Trends">One for each dataset and metric.</param>
/// <param name="ChangePoints">In order of time, each with what was measured otherwise from then on.</param>
/// <param name="Stability">Spread of whole results; null where there is one only.</param>
/// <param name="Notes">What a reader must know before quoting a number.</param>
internal sealed record ReportAnswer(
    string System,
    string SystemId,
    DateRangeAnswer DateRange,
    int Evaluations,
    IReadOnlyList<ReportTrendAnswer> Trends,
    IReadOnlyList<ChangePointAnswer> ChangePoints,
    IReadOnlyList<PerformanceAnswer> DatasetPerformance,
    IReadOnlyList<StabilityAnswer> Stability,
    SummaryAnswer Summary,
    IReadOnlyList<string> Notes)
{
    public static ReportAnswer Of(SystemReport report, string system, DateRange range) => new(
        report.System.Length > 0 ? report.System : system, report.SystemId.Value, new(range.From, range.To), report.Evaluations,
        [.. report.Trends.Select(ReportTrendAnswer.Of)], [.. report.ChangePoints.Select(ChangePointAnswer.Of)],
        [.. report.Performance.Select(PerformanceAnswer.Of)], [.. report.Performance.Select(StabilityAnswer.Of)], SummaryAnswer.Of(report.Summary), report.Notes);
}

/// <param name="Direction">improving, declining or flat: where the adjusted p is at most 0.05, else flat; null where there are too few results.</param>
/// <param name="Slope">Per day.</param>
/// <param name="PAdjusted">Over all trends of the report.</param>
/// <param name="Dates">When the results were finished, those not counted left out.</param>
internal sealed record ReportTrendAnswer(
    string Dataset, string DatasetId, string Metric, string? Direction, double? Slope, double? SlopePerDay, double? SlopeLow, double? SlopeHigh,
    double? SlopePerEvaluation, double? P, double? PAdjusted, RobustAnswer? Robust, int N, IReadOnlyList<DateTimeOffset> Dates, IReadOnlyList<double> Values, string? Method)
{
    public static ReportTrendAnswer Of(MetricTrend series)
    {
        var (trend, points) = (series.Trend, series.Points.Where(static point => point.IsCounted).ToList());
        return new(
            series.Dataset, series.DatasetId.Value, series.Metric, trend?.Direction, trend?.SlopePerDay.Defined(), trend?.SlopePerDay.Defined(),
            trend?.SlopeLow.Defined(), trend?.SlopeHigh.Defined(), trend?.SlopePerEvaluation.Defined(), trend?.P.Defined(), trend?.PAdjusted.Defined(),
            RobustAnswer.Of(trend), points.Count, [.. points.Select(static point => point.At)], [.. points.Select(static point => point.Value)], trend?.Method);
    }
}

/// <param name="Slope">Theil and Sen's, per day.</param>
/// <param name="P">Of Mann and Kendall's test.</param>
internal sealed record RobustAnswer(double? Slope, double? SlopeLow, double? SlopeHigh, double? P, double? Tau)
{
    public static RobustAnswer? Of(TrendNumbers? trend) => trend is null ? null : new(
        trend.RobustPerDay.Defined(), trend.RobustLow.Defined(), trend.RobustHigh.Defined(), trend.RankP.Defined(), trend.Tau.Defined());
}

/// <param name="Direction">better or worse.</param>
/// <param name="Before">Level before the change.</param>
/// <param name="Changed">What the results before and after were measured with that differs; it need not be the cause.</param>
/// <param name="Sentence">The same for people.</param>
internal sealed record ChangePointAnswer(
    string Dataset, string DatasetId, string Metric, DateTimeOffset At, string ResultId, string ResultBefore, double Before, double After, string Direction,
    double? P, string Method, IReadOnlyList<ChangedAnswer> Changed, string Sentence)
{
    public static ChangePointAnswer Of(ChangePoint change) => new(
        change.Dataset, change.DatasetId.Value, change.Metric, change.At, change.ResultId, change.ResultBefore, change.Before, change.After,
        change.IsBetter ? "better" : "worse", change.P.Defined(), change.Method,
        [.. change.Changed.Select(static part => new ChangedAnswer(part.What.Word(), part.Field, part.From, part.To))], change.Sentence);
}

/// <param name="What">systemVersion, datasetVersion, prompt, model or config.</param>
/// <param name="Field">Such as model.temperature.</param>
internal sealed record ChangedAnswer(string What, string Field, string? From, string? To);

internal sealed record PerformanceAnswer(string Dataset, string DatasetId, string Metric, double Latest, double? Mean, double Best, double Worst, int Count)
{
    public static PerformanceAnswer Of(DatasetPerformance one) => new(
        one.Dataset, one.DatasetId.Value, one.Metric, one.Latest, one.Mean.Defined(), one.Best, one.Worst, one.Count);
}

/// <param name="CoefficientOfVariation">Deviation over mean; null where the mean is 0 or there is one result.</param>
internal sealed record StabilityAnswer(string Dataset, string DatasetId, string Metric, double? StandardDeviation, double? CoefficientOfVariation, double? Range)
{
    public static StabilityAnswer Of(DatasetPerformance one) => new(
        one.Dataset, one.DatasetId.Value, one.Metric, one.StandardDeviation.Defined(), one.CoefficientOfVariation.Defined(), one.Count > 1 ? one.Range : null);
}

internal sealed record SummaryAnswer(
    int Datasets, int Improving, int Declining, int Flat, int ChangePoints, long Items, long Errors, DateTimeOffset? FirstAt, DateTimeOffset? LastAt, string Sentence)
{
    public static SummaryAnswer Of(ReportSummary one) => new(
        one.Datasets, one.Improving, one.Declining, one.Flat, one.ChangePoints, one.Items, one.Errors, one.FirstAt, one.LastAt, one.Sentence);
}

using BenchHub.Analytics;
using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Corrections;

namespace BenchHub.Grains.Analytics;

/// <summary>From series to the numbers that a caller sees. Pure.</summary>
internal static class SeriesReport
{
    private const double Alpha = 0.05;

    /// <summary>Each with its trend; the p of all of them are one family, whose false discovery rate is held.</summary>
    public static IReadOnlyList<MetricTrend> Trends(IReadOnlyList<MetricSeries> series)
    {
        SeriesTrend?[] trends = [.. series.Select(static one => SeriesTrend.Of(one.Times, one.Values))];
        var adjusted = FalseDiscovery.BenjaminiHochberg([.. trends.Select(static trend => trend?.P ?? double.NaN)]);
        return [.. series.Select((one, i) => new MetricTrend(
            new(one.SystemId), one.System, new(one.DatasetId), one.Dataset, one.Metric, one.Direction == MetricDirection.HigherIsBetter,
            [.. one.Entries.Select(static entry => entry.Point)], trends[i] is { } trend ? Numbers(trend, one, adjusted[i], trends.Length) : null))];
    }

    public static DatasetPerformance Performance(MetricSeries series)
    {
        var values = series.Values;
        var (mean, deviation) = (Moments.Mean(values), Moments.StandardDeviation(values));
        var (low, high) = (values.Min(), values.Max());
        var isHigher = series.Direction == MetricDirection.HigherIsBetter;
        return new(
            new(series.DatasetId), series.Dataset, series.Metric, values[^1], mean, isHigher ? high : low, isHigher ? low : high, values.Length,
            deviation, mean == 0 ? double.NaN : deviation / Math.Abs(mean), high - low);
    }

    public static ReportSummary Summary(SeriesSet set, IReadOnlyList<MetricTrend> trends, IReadOnlyList<ChangePoint> changes)
    {
        int Count(string direction) => trends.Count(trend => trend.Trend?.Direction == direction);
        var (improving, declining, flat) = (Count("improving"), Count("declining"), Count("flat"));
        var times = trends.SelectMany(static trend => trend.Points).Select(static point => point.At).ToList();
        var worse = changes.Count(static change => !change.IsBetter);
        return new(
            set.Series.Select(static series => series.DatasetId).Distinct().Count(), improving, declining, flat, changes.Count, set.Items, set.Errors,
            times.Count == 0 ? null : times.Min(), times.Count == 0 ? null : times.Max(),
            set.Evaluations == 0 ? "There is no result in this range."
                : $"{set.Evaluations} results: {improving} metrics improve, {declining} decline, {flat} show no trend, {trends.Count(static trend => trend.Trend is null)} have too few results for one; {changes.Count} change points, {worse} of them for the worse.");
    }

    private static TrendNumbers Numbers(SeriesTrend trend, MetricSeries series, double adjusted, int family) => new(
        trend.Direction(series.Direction, adjusted, Alpha).ToString().ToLowerInvariant(), trend.SlopePerDay, trend.Slope.Low, trend.Slope.High, trend.P, adjusted,
        trend.SlopePerEvaluation, trend.Robust.Slope, trend.Robust.SlopeInterval.Low, trend.Robust.SlopeInterval.High, trend.Rank.P, trend.Rank.Tau, trend.N,
        family > 1 ? $"{SeriesTrend.Method}; p adjusted over {family} trends by bh" : SeriesTrend.Method);
}

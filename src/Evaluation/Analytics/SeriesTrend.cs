using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Trends;

namespace BenchHub.Evaluation.Analytics;

public enum TrendDirection
{
    /// <summary>No trend is shown; that is not the same as none.</summary>
    Flat = 0,

    Improving = 1,
    Declining = 2,
}

/// <summary>How the values of one metric moved in time.</summary>
/// <param name="SlopePerDay">Of the least squares line.</param>
/// <param name="Slope">Its 95 % interval.</param>
/// <param name="P">Two-sided, of no slope.</param>
/// <param name="SlopePerEvaluation">Of the line through the values in their order, whatever the time between them.</param>
/// <param name="Robust">Theil and Sen's slope, per day.</param>
/// <param name="Rank">Mann and Kendall's test.</param>
/// <param name="N">Values.</param>
public sealed record SeriesTrend(
    double SlopePerDay, Interval Slope, double P, double SlopePerEvaluation, TheilSenFit Robust, MannKendallTest Rank, int N)
{
    public const string Method =
        "Least squares over days with Student's test, two-sided; beside it Theil-Sen's slope and Mann-Kendall's test, which outliers cannot carry away. Runs are taken as independent";

    // The slopes of all pairs take 4 s for 20,000 points; a report must not.
    private const int MostForPairs = 2_000;

    /// <returns>Null for fewer than three values, or values that are all of one moment: there is no trend to speak of.</returns>
    /// <param name="times">In their order.</param>
    /// <param name="values">Finite.</param>
    public static SeriesTrend? Of(DateTimeOffset[] times, double[] values)
    {
        var days = Days.Of(times);
        if (values.Length < 3 || !days.AsSpan().ContainsAnyExcept(days[0]))
        {
            return null;
        }

        var line = LinearTrend.Fit(days, values);
        var steps = LinearTrend.Fit([.. Enumerable.Range(0, values.Length).Select(static i => (double)i)], values);
        var robust = values.Length <= MostForPairs ? TheilSen.Fit(days, values) : new(double.NaN, double.NaN, Interval.Undefined, values.Length);
        return new(line.Slope, line.SlopeInterval, line.P, steps.Slope, robust, MannKendall.Test(days, values), values.Length);
    }

    /// <summary>What the slope means for this metric, where p is at most alpha.</summary>
    public TrendDirection Direction(MetricDirection direction, double p, double alpha) =>
        !(p <= alpha) || SlopePerDay == 0 ? TrendDirection.Flat
        : SlopePerDay > 0 == (direction == MetricDirection.HigherIsBetter) ? TrendDirection.Improving
        : TrendDirection.Declining;
}

using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Trends;

/// <param name="Value">On the line.</param>
/// <param name="Mean">Where the true line is thought to be at this time.</param>
/// <param name="Prediction">Where a new value at this time is thought to be.</param>
public sealed record TrendBand(double Value, Interval Mean, Interval Prediction);

/// <summary>
/// Least squares line through values in time with Student's inference (Draper and Smith, Applied Regression Analysis,
/// 1998, ch. 1 and 3); equals <c>scipy.stats.linregress</c>, and statsmodels' <c>OLS</c> in the bands.
/// </summary>
/// <param name="Slope">Per unit of time.</param>
/// <param name="Intercept">At time 0.</param>
/// <param name="SlopeError">Standard error of the slope.</param>
/// <param name="SlopeInterval">Of <paramref name="Level"/>.</param>
/// <param name="T">Slope in units of its error.</param>
/// <param name="P">Two-sided, of no slope.</param>
/// <param name="R2">Share of the values' variance that the line takes away.</param>
/// <param name="ResidualDeviation">Root of the residuals' squares over n - 2.</param>
/// <param name="MeanTime">Centre of the times.</param>
/// <param name="TimeSpread">Sum of the times' squared distances from their centre.</param>
/// <param name="Level">Of all intervals.</param>
/// <param name="N">Points.</param>
/// <remarks>
/// Assumes independent, near normal deviations of one size around a straight line; where neighbouring deviations are
/// alike, errors and p are too small. O(n). None, one, equal times throughout, NaN or infinity anywhere: NaN. Two points:
/// the line through them with R2 = 1 and all errors NaN (linregress says error 0 and p 0). Equal values: slope 0, R2 0 and
/// P 1, as linregress says.
/// </remarks>
public sealed record LinearTrend(
    double Slope,
    double Intercept,
    double SlopeError,
    Interval SlopeInterval,
    double T,
    double P,
    double R2,
    double ResidualDeviation,
    double MeanTime,
    double TimeSpread,
    double Level,
    int N)
{
    /// <param name="x">Times, for instance <see cref="Days"/>, in any order.</param>
    /// <param name="y">Values.</param>
    /// <param name="level">Of the intervals; between 0 and 1. Default: 0.95.</param>
    /// <exception cref="ArgumentException">Times and values differ in number.</exception>
    public static LinearTrend Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        const double None = double.NaN;
        if (!Points.AreDefined(x, y) || IsConstant(x))
        {
            return new(None, None, None, Interval.Undefined, None, None, None, None, None, None, level, x.Length);
        }

        var (meanX, meanY) = (Moments.Mean(x), Moments.Mean(y));
        double xx = 0, xy = 0, yy = 0, residual = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }

        // The mean of equal values is not always that value in binary, which would leave a slope of rounding errors.
        var flat = IsConstant(y);
        var slope = flat ? 0 : xy / xx;
        for (var i = 0; i < x.Length && !flat; i++)
        {
            var distance = y[i] - meanY - (slope * (x[i] - meanX));
            residual += distance * distance;
        }

        var freedom = x.Length - 2;
        var deviation = freedom == 0 ? None : Math.Sqrt(residual / freedom);
        var error = deviation / Math.Sqrt(xx);
        var t = flat && freedom > 0 ? 0 : slope / error;
        var reach = freedom == 0 ? None : StudentT.UpperQuantile((1 - level) / 2, freedom) * error;
        return new(
            slope,
            flat ? y[0] : meanY - (slope * meanX),
            error,
            new(slope - reach, slope + reach),
            t,
            StudentT.TwoSidedTail(t, freedom),
            flat ? 0 : Math.Min(1, slope * xy / yy),
            deviation,
            meanX,
            xx,
            level,
            x.Length);
    }

    /// <summary>The line at a time, seen or not; further from the times seen the bands grow wider, but never wide enough for a line that bends.</summary>
    public TrendBand At(double x)
    {
        var value = Intercept + (Slope * x);
        var leverage = (1.0 / N) + ((x - MeanTime) * (x - MeanTime) / TimeSpread);
        var unit = N < 3 ? double.NaN : StudentT.UpperQuantile((1 - Level) / 2, N - 2) * ResidualDeviation;
        var (mean, prediction) = (unit * Math.Sqrt(leverage), unit * Math.Sqrt(1 + leverage));
        return new(value, new(value - mean, value + mean), new(value - prediction, value + prediction));
    }

    private static bool IsConstant(ReadOnlySpan<double> values) => values.IsEmpty || !values.ContainsAnyExcept(values[0]);
}

using System.Runtime.InteropServices;
using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Errors;

/// <param name="Mean">NaN for no values.</param>
/// <param name="Error">Standard error of the mean; NaN where it has none.</param>
/// <param name="DegreesOfFreedom">Independent values, or clusters of them, less one.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct MeanWithError(double Mean, double Error, int DegreesOfFreedom)
{
    /// <summary>
    /// Mean ± t · error, with Student's quantile for <paramref name="level"/> (Student, 1908). Undefined where the error is.
    /// </summary>
    /// <param name="level">Above 0 and below 1.</param>
    public Interval TInterval(double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (double.IsNaN(Error))
        {
            return Interval.Undefined;
        }

        var reach = StudentT.UpperQuantile((1 - level) / 2, DegreesOfFreedom) * Error;
        return new(Mean - reach, Mean + reach);
    }
}

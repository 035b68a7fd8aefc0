using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Metrics;

/// <summary>One metric over all items of a result, with what a reader needs to judge the number.</summary>
/// <param name="Value">Mean, geometric mean or sum in the order of the items, or what they have together; NaN where nothing is defined.</param>
/// <param name="CiLow">Lower end of the bootstrap interval (<see cref="ItemScores.Interval"/>).</param>
/// <param name="CiHigh">Upper end.</param>
/// <param name="N">Items in the value.</param>
/// <param name="Errors">Failed or missing items; those with values of their own count with the metric's default, others do not.</param>
/// <param name="Undefined">Items without a value, such as queries that nobody judged; they are left out.</param>
/// <param name="Coverage">Share of all items that were answered and have a value; 0 where there are no items.</param>
/// <param name="Policy">What became of failed and undefined items, for people.</param>
/// <param name="Signature">How it was computed.</param>
public sealed record Aggregate(
    double Value, double CiLow, double CiHigh, int N, int Errors, int Undefined, double Coverage, string Policy, Signature Signature)
{
    public const string DefaultPolicy = "failed and missing items count with the metric's default; undefined items are left out";

    public const string SetPolicy = "failed and missing items are left out";

    /// <summary>Adds from left to right, so that two runs over the same items agree to the last bit. O(resamples * n).</summary>
    /// <param name="metric">Says how the value of all items comes from theirs.</param>
    /// <param name="scores">One per item in item order; a failed item carries its default, an undefined one NaN.</param>
    /// <param name="failed">Which items failed or are missing; empty where none did.</param>
    /// <param name="signature">Computed with the same <paramref name="bootstrap"/>.</param>
    /// <param name="bootstrap">How the interval is resampled.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    /// <exception cref="ArgumentException">
    /// Scores and failures are not of the same items, or the metric over all items does not come from its values of single items.
    /// </exception>
    public static Aggregate Of(
        MetricDefinition metric,
        double[] scores,
        ReadOnlySpan<bool> failed,
        Signature signature,
        BootstrapSettings? bootstrap = null,
        CancellationToken cancellation = default)
    {
        if (failed.Length != 0 && failed.Length != scores.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores and {failed.Length} failure marks.", nameof(failed));
        }

        var defined = Array.FindAll(scores, static score => !double.IsNaN(score));
        var covered = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            covered += double.IsNaN(scores[i]) || (failed.Length > 0 && failed[i]) ? 0 : 1;
        }

        var interval = ItemScores.Interval(metric, defined, bootstrap ?? BootstrapSettings.Default, cancellation);
        return new(
            ItemScores.Value(metric, defined),
            interval.Low,
            interval.High,
            defined.Length,
            failed.Count(true),
            scores.Length - defined.Length,
            scores.Length == 0 ? 0 : (double)covered / scores.Length,
            DefaultPolicy,
            signature);
    }

    /// <summary>The value of all items together; where it is undefined, so are the items, and the policy ends with the reason.</summary>
    internal static Aggregate Of(
        PreparedSet set, int items, int failed, Signature signature, BootstrapSettings bootstrap, CancellationToken cancellation)
    {
        var (value, interval) = (set.Whole(), SetBootstrap.Of(set, bootstrap, cancellation));
        var used = double.IsNaN(value) ? 0 : set.Count;
        return new(
            value,
            interval.Low,
            interval.High,
            used,
            failed,
            items - failed - used,
            items == 0 ? 0 : (double)used / items,
            set.Undefined is null ? SetPolicy : $"{SetPolicy}; undefined because {set.Undefined}",
            signature);
    }
}

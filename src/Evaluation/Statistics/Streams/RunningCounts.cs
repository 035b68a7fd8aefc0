using System.Text.Json.Serialization;

namespace BenchHub.Evaluation.Statistics.Streams;

/// <summary>The denominators of a mean over a stream, under the policy of <see cref="Metrics.Aggregate"/>.</summary>
/// <param name="N">Items in the mean: those with a value, failed ones with their metric's default among them.</param>
/// <param name="Errors">Items that failed.</param>
/// <param name="Undefined">Items without a value.</param>
/// <param name="Covered">Items that were answered and have a value.</param>
/// <remarks>The default value has seen nothing. O(1); merging is exact and takes any order.</remarks>
public readonly record struct RunningCounts(long N, long Errors, long Undefined, long Covered)
{
    /// <summary>Share of all items that were answered and have a value; 0 where there are no items.</summary>
    [JsonIgnore]
    public double Coverage => N + Undefined == 0 ? 0 : (double)Covered / (N + Undefined);

    /// <param name="score">NaN where the metric has no value.</param>
    /// <param name="failed">Whether the system gave no answer; the score is then the metric's default.</param>
    public RunningCounts Add(double score, bool failed) => double.IsNaN(score)
        ? this with { Undefined = Undefined + 1, Errors = Errors + (failed ? 1 : 0) }
        : new(N + 1, Errors + (failed ? 1 : 0), Undefined, Covered + (failed ? 0 : 1));

    public static RunningCounts Merge(RunningCounts a, RunningCounts b) =>
        new(a.N + b.N, a.Errors + b.Errors, a.Undefined + b.Undefined, a.Covered + b.Covered);
}

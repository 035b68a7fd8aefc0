namespace BenchHub.Evaluation.Tasks;

/// <summary>What the metrics of a task say of one record.</summary>
/// <param name="Values">One per metric, in the set's order; NaN where the metric is undefined for the record, or needs all records.</param>
/// <param name="Counts">
/// What is summed, or compared, over records: the counts of all metrics in the set's order (<see cref="TaskScorer.Counts"/>). Zeros
/// where the record is in no sum.
/// </param>
/// <param name="Extracted">What the model was taken to have answered; null where nothing was asked in words.</param>
/// <param name="Problem">Why a value that could have been is undefined, as a sentence; null where nothing is to be said.</param>
/// <param name="IsFailed">Whether there was no answer at all.</param>
public sealed record TaskScore(double[] Values, double[] Counts, string? Extracted, string? Problem, bool IsFailed = false);

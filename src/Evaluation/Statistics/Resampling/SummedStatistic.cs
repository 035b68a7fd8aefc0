namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>
/// A number that depends on the items through sums over them alone: a mean, a ratio of sums, micro F1, perplexity, corpus
/// BLEU. Pure; called from several threads.
/// </summary>
/// <param name="sums">The sum of each per-item statistic, in the order of the columns.</param>
/// <param name="items">How many items were summed; one fewer where the jackknife leaves one out.</param>
public delegate double SummedStatistic(ReadOnlySpan<double> sums, int items);

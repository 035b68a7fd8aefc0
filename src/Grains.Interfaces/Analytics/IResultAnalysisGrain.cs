using BenchHub.Jobs;

namespace BenchHub.Analytics;

/// <summary>Looks into the items of results. Keeps nothing; the arithmetic runs beside the grain's turn.</summary>
[Alias("benchhub.result-analysis")]
public interface IResultAnalysisGrain : IGrainWithIntegerKey
{
    /// <exception cref="RefusedException">There is no such result or metric, or its items have nothing of that name to be parted by.</exception>
    [Alias("slices")]
    Task<SliceReport> Slices(SliceResult query);

    /// <exception cref="RefusedException">There is no such result or metric, the items' texts are no longer stored, or the embedder gives no vectors.</exception>
    [ResponseTimeout("00:05:00"), Alias("failures")]
    Task<FailureReport> Failures(FindFailures query);

    /// <exception cref="RefusedException">There is no such result or metric.</exception>
    [Alias("distribution")]
    Task<DistributionReport> Distribution(ResultId result, string? metric, int bins);

    /// <exception cref="RefusedException">The results cannot be compared item by item, or the metric has no least or greatest value.</exception>
    [Alias("ab")]
    Task<AbReport> AbTest(AbQuery query);

    /// <summary>What the scores of a job will be, from those that there are.</summary>
    /// <exception cref="RefusedException">There is no such job.</exception>
    [Alias("predict")]
    Task<JobPrediction> Predict(JobId job);
}

using BenchHub.Jobs;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Jobs;

internal sealed partial class EvaluationJobGrain
{
    [LoggerMessage(LogLevel.Information, "Job {JobId} submitted: {Tasks} tasks, {Items} items")]
    private partial void LogSubmitted(JobId jobId, int tasks, int items);

    [LoggerMessage(LogLevel.Information, "Job {JobId} is {Status}")]
    private partial void LogMoved(JobId jobId, JobStatus status);
}

using BenchHub.Jobs;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Jobs;

internal sealed partial class BatchTaskGrain
{
    [LoggerMessage(LogLevel.Debug, "Task {TaskId} runs in epoch {Epoch}: '{System}' on '{Dataset}'")]
    private partial void LogStarted(TaskId taskId, int epoch, string system, string dataset);

    [LoggerMessage(LogLevel.Debug, "Task {TaskId} epoch {Epoch} ended: {Status} {Reason}")]
    private partial void LogEnded(TaskId taskId, int epoch, BatchTaskStatus status, string? reason);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} could not report to its job and will try again")]
    private partial void LogReportLost(Exception exception, TaskId taskId);
}

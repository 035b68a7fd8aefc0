using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>What every run needs of the silo.</summary>
internal sealed record TaskRunParts(
    DatasetContents Contents, TaskLedger Ledger, AskedTasks Asked, ResultRecorder Recorder, IGrainFactory Grains, TimeProvider Time);

internal sealed class TaskRunFactory(TaskRunParts parts, ILogger<TaskRun> logger)
{
    public TaskRun Create(TaskId id, TaskRow row, SubmitJob job) => new(id, row, job, parts, logger);
}

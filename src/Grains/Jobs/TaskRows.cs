using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs;

/// <summary>Between the rows of tasks and what callers see of them.</summary>
internal static class TaskRows
{
    public static TaskSnapshot Snapshot(this TaskRow row) => new(
        row.Number, new ResultId(row.ResultId), new SystemId(row.SystemId), row.SystemName, new DatasetId(row.DatasetId),
        row.DatasetName, row.DatasetVersion, Enum.Parse<BatchTaskStatus>(row.Status, ignoreCase: true),
        row.Items, row.Done, row.Failed, row.Message, row.StartedAt, row.FinishedAt);

    public static TaskRow Plan(JobId job, int number, ResultId result, SystemSnapshot system, DatasetSnapshot dataset, DatasetVersion version) => new(
        job.Value, number, result.Value, system.Id.Value, system.Spec.Name, system.Revision, dataset.Id.Value, dataset.Name,
        version.Number, version.ContentHash, version.Items, BatchTaskStatus.Pending.Word(), Epoch: 0, Done: 0, Failed: 0,
        Message: null, StartedAt: null, FinishedAt: null);

    /// <summary>A task over the outputs of a result: of the same system and the same items.</summary>
    public static TaskRow Plan(JobId job, int number, ResultId result, ResultRow old) => new(
        job.Value, number, result.Value, old.SystemId, old.SystemName, old.SystemRevision, old.DatasetId, old.DatasetName,
        old.DatasetVersion, old.ContentHash, old.Items, BatchTaskStatus.Pending.Word(), Epoch: 0, Done: 0, Failed: 0,
        Message: null, StartedAt: null, FinishedAt: null);
}

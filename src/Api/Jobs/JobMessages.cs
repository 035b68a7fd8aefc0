using BenchHub.Api.V1;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using Google.Protobuf.WellKnownTypes;

namespace BenchHub.Api.Jobs;

internal static class JobMessages
{
    public static Job ToMessage(JobSnapshot job) => new()
    {
        Id = job.Id.Value,
        Name = job.Command.Name,
        Status = job.Status.Word(),
        ItemsDone = job.ItemsDone,
        ItemsTotal = job.ItemsTotal,
        ItemsFailed = job.ItemsFailed,
        Error = job.Error ?? "",
        Eta = job.Eta is { } eta ? Duration.FromTimeSpan(eta) : null,
        Revision = job.Revision,
        Tasks = { job.Tasks.Select(ToMessage) },
        CreatedAt = job.CreatedAt.ToMessage(),
        StartedAt = job.StartedAt.ToMessage(),
        CompletedAt = job.FinishedAt.ToMessage(),
    };

    public static JobSummary ToMessage(JobRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Status = row.Status,
        Error = row.Error ?? "",
        CreatedAt = row.CreatedAt.ToMessage(),
        CompletedAt = row.FinishedAt.ToMessage(),
    };

    private static JobTask ToMessage(TaskSnapshot task) => new()
    {
        Number = task.Number,
        SystemId = task.SystemId.Value,
        System = task.SystemName,
        DatasetId = task.DatasetId.Value,
        Dataset = task.DatasetName,
        DatasetVersion = task.DatasetVersion,
        Status = task.Status.Word(),
        Items = task.Items,
        Done = task.Done,
        Failed = task.Failed,
        Message = task.Message ?? "",
        ResultId = task.ResultId.Value,
    };
}

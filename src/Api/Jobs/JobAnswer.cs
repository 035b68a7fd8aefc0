using BenchHub.Api.Costs;
using BenchHub.Api.Results;
using BenchHub.Jobs;

namespace BenchHub.Api.Jobs;

/// <param name="Progress">Percent of the items that are done, 0 to 100.</param>
/// <param name="ItemsDone">Failed ones included.</param>
/// <param name="EtaSeconds">At the present pace; null while there is none.</param>
/// <param name="Error">Why the job failed.</param>
/// <param name="Revision">Grows with every change; pass it to the progress address to wait for the next.</param>
/// <param name="Results">Of the tasks that are completed.</param>
internal sealed record JobAnswer(
    string Id,
    string Name,
    JobStatus Status,
    int Progress,
    int ItemsDone,
    int ItemsTotal,
    int ItemsFailed,
    double? EtaSeconds,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    long Revision,
    IReadOnlyList<TaskAnswer> Tasks,
    IReadOnlyList<JobResultAnswer> Results)
{
    /// <summary>What its tasks have paid so far; null where nothing was asked of a model.</summary>
    public SpendingAnswer? Spent { get; init; }

    /// <summary>What they may take; null where there is no cap.</summary>
    public CapsAnswer? Caps { get; init; }

    /// <summary>Where the job stops early: what is known of each pair of systems, by dataset.</summary>
    public IReadOnlyList<JobStoppingAnswer>? EarlyStopping { get; init; }

    public static JobAnswer Of(JobSnapshot job, IReadOnlyList<JobResultAnswer> results) => new(
        job.Id.Value, job.Command.Name, job.Status, Percent(job.ItemsDone, job.ItemsTotal), job.ItemsDone, job.ItemsTotal, job.ItemsFailed,
        job.Eta?.TotalSeconds, job.Error, job.CreatedAt, job.StartedAt, job.FinishedAt, job.Revision, [.. job.Tasks.Select(TaskAnswer.Of)], results);

    private static int Percent(int done, int total) => total == 0 ? 0 : (int)(100L * done / total);
}

internal sealed record TaskAnswer(
    int Number,
    string SystemId,
    string System,
    string DatasetId,
    string Dataset,
    int DatasetVersion,
    BatchTaskStatus Status,
    int Items,
    int Done,
    int Failed,
    string? Message,
    string ResultId,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt)
{
    public static TaskAnswer Of(TaskSnapshot task) => new(
        task.Number, task.SystemId.Value, task.SystemName, task.DatasetId.Value, task.DatasetName, task.DatasetVersion, task.Status,
        task.Items, task.Done, task.Failed, task.Message, task.ResultId.Value, task.StartedAt, task.FinishedAt);
}

/// <summary>A result as its job shows it.</summary>
internal sealed record JobResultAnswer(
    string Id, string System, string SystemId, string Dataset, string DatasetId, int DatasetVersion, IReadOnlyDictionary<string, MetricAnswer> Metrics);

using BenchHub.Api.Json;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;

namespace BenchHub.Api.Jobs;

/// <summary>A job in a list; GET it for its tasks and results.</summary>
internal sealed record JobSummaryAnswer(
    string Id,
    string Name,
    JobStatus Status,
    IReadOnlyList<string> SystemIds,
    IReadOnlyList<string> DatasetIds,
    IReadOnlyList<string> Metrics,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt)
{
    public static readonly CsvTable<JobSummaryAnswer> Csv = new(
        ("id", static job => job.Id), ("name", static job => job.Name), ("status", static job => job.Status),
        ("metrics", static job => string.Join(' ', job.Metrics)), ("error", static job => job.Error),
        ("createdAt", static job => job.CreatedAt), ("startedAt", static job => job.StartedAt), ("completedAt", static job => job.CompletedAt));

    public static JobSummaryAnswer Of(JobRow row) => Of(row, Projection.Read<SubmitJob>(row.Document));

    private static JobSummaryAnswer Of(JobRow row, SubmitJob command) => new(
        row.Id, row.Name, Enum.Parse<JobStatus>(row.Status, ignoreCase: true),
        [.. command.Systems.Select(static id => id.Value)], [.. command.Datasets.Select(static dataset => dataset.Id.Value)], command.Metrics,
        row.Error, row.CreatedAt, row.StartedAt, row.FinishedAt);
}

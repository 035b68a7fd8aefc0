using System.Text.Json.Nodes;
using BenchHub.Api.Json;
using BenchHub.Api.Templates;
using BenchHub.Jobs;
using BenchHub.Schedules;
using BenchHub.Storage.Schedules;

namespace BenchHub.Api.Schedules;

/// <param name="Description">The cron expression in words.</param>
/// <param name="NextRuns">In UTC; none while paused. If the first one lies in the past for long, no silo looks after schedules.</param>
/// <param name="LastRun">The first of the runs.</param>
/// <param name="Runs">The newest first, at most 20.</param>
/// <param name="Template">Name of the template that the job was taken from.</param>
/// <param name="Job">As POST /batch/jobs takes it.</param>
internal sealed record ScheduleAnswer(
    string Id,
    string Name,
    string Cron,
    string TimeZone,
    string Description,
    bool Paused,
    IReadOnlyList<DateTimeOffset> NextRuns,
    ScheduleRunAnswer? LastRun,
    IReadOnlyList<ScheduleRunAnswer> Runs,
    MissedRuns MissedRuns,
    string? Template,
    JsonObject Job,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static readonly CsvTable<ScheduleAnswer> Csv = new(
        ("id", static schedule => schedule.Id), ("name", static schedule => schedule.Name), ("cron", static schedule => schedule.Cron),
        ("timeZone", static schedule => schedule.TimeZone), ("paused", static schedule => schedule.Paused),
        ("nextRun", static schedule => schedule.NextRuns.Count > 0 ? schedule.NextRuns[0] : null),
        ("lastRun", static schedule => schedule.LastRun?.At), ("lastOutcome", static schedule => schedule.LastRun?.Outcome), ("lastJobId", static schedule => schedule.LastRun?.JobId));

    public static ScheduleAnswer Of(ScheduleRow row) => Of(Projection.Read<ScheduleSnapshot>(row.Document));

    /// <param name="statuses">Of the jobs, by id, as far as they are known.</param>
    public static ScheduleAnswer Of(ScheduleSnapshot schedule, IReadOnlyDictionary<string, JobStatus>? statuses = null)
    {
        List<ScheduleRunAnswer> runs = [.. schedule.Runs.Select(run => ScheduleRunAnswer.Of(run, statuses))];
        var said = schedule.Definition;
        return new(
            schedule.Id.Value, said.Name, said.Cron, said.TimeZone, schedule.Description, schedule.IsPaused, schedule.NextRuns,
            runs.FirstOrDefault(), runs, said.MissedRuns, said.Template, JobDocument.Parse(said.JobText), schedule.CreatedAt, schedule.UpdatedAt);
    }
}

/// <param name="At">When the hub dealt with it.</param>
/// <param name="Due">When it should have begun.</param>
/// <param name="Outcome">submitted, skipped (the former job still ran), missed (the hub was away) or refused (the job cannot run).</param>
/// <param name="JobStatus">As it is now; null in lists, and where the job is gone.</param>
/// <param name="Note">Why no job was submitted.</param>
/// <param name="Count">How many instants were missed together; else 1.</param>
/// <param name="Manual">Somebody triggered it.</param>
internal sealed record ScheduleRunAnswer(
    DateTimeOffset At, DateTimeOffset Due, ScheduleOutcome Outcome, string? JobId, JobStatus? JobStatus, string? Note, int Count, bool Manual)
{
    public static ScheduleRunAnswer Of(ScheduleRun run, IReadOnlyDictionary<string, JobStatus>? statuses) => new(
        run.At, run.Due, run.Outcome, run.Job?.Value, run.Job is { } job && statuses?.TryGetValue(job.Value, out var status) == true ? status : null,
        run.Note, run.Count, run.IsManual);
}

/// <summary>What a cron expression would mean.</summary>
internal sealed record SchedulePreviewAnswer(string Cron, string TimeZone, string Description, IReadOnlyList<DateTimeOffset> NextRuns);

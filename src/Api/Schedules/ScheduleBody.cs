using BenchHub.Api.Jobs;
using BenchHub.Api.Json;
using BenchHub.Api.Templates;
using BenchHub.Schedules;
using BenchHub.Storage.Templates;

namespace BenchHub.Api.Schedules;

/// <summary>A job to run by the clock.</summary>
[RequestBody]
internal sealed record ScheduleBody
{
    public string? Name { get; init; }

    /// <summary>Minute, hour, day of month, month, day of week, such as 30 2 * * MON-FRI; or @hourly, @daily, @weekly, @monthly, @yearly.</summary>
    public string? Cron { get; init; }

    /// <summary>An IANA name, such as Europe/Berlin. Default: UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>As POST /batch/jobs takes it; with a template, what differs from it.</summary>
    public JobBody? Job { get; init; }

    /// <summary>Id or name; it is read now, and later changes of it do not reach the schedule.</summary>
    public string? Template { get; init; }

    /// <summary>What becomes of runs whose time passed while the hub was away: once, skip or all. Default: once.</summary>
    public string? MissedRuns { get; init; }

    /// <exception cref="RefusedException">Something is missing or does not exist.</exception>
    public async Task<DefineSchedule> ToCommand(Lookup lookup, TemplateCatalog templates, CancellationToken ct)
    {
        var template = Template is { Length: > 0 } named ? await templates.Require(named, "template", ct) : null;
        var document = (template, Job) switch
        {
            (null, { } own) => JobDocument.Of(own),
            ({ } saved, null) => JobDocument.Parse(saved.Job),
            ({ } saved, { } own) => JobDocument.Parse(saved.Job).With(JobDocument.Of(own)),
            _ => throw new RefusedException(Refusal.Invalid, "Say in job what is to be run, as POST /api/v1/batch/jobs takes it, or name a template.", "job"),
        };
        var job = await document.ToBody().ToCommand(lookup, ct);
        return new()
        {
            Name = Name ?? "",
            Cron = Cron ?? throw new RefusedException(Refusal.Invalid, "Say in cron when it runs: minute, hour, day of month, month, day of week, such as '30 2 * * MON-FRI'.", "cron"),
            TimeZone = TimeZone is { Length: > 0 } zone ? zone : "UTC",
            Job = job.Name.Length > 0 ? job : job with { Name = Name ?? "" },
            JobText = JobDocument.Text(document),
            Template = template?.Name,
            MissedRuns = Words.Of<MissedRuns>(MissedRuns, "missedRuns") is { Length: > 0 } word ? Enum.Parse<MissedRuns>(word, ignoreCase: true) : default,
        };
    }
}

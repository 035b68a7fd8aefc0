using BenchHub.Jobs;
using BenchHub.Schedules;
using BenchHub.Storage.Schedules;
using BenchHub.Storage.Templates;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Schedules;

internal static class ScheduleEndpoints
{
    public static RouteGroupBuilder MapSchedules(this RouteGroupBuilder api)
    {
        var schedules = api.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapPost("/", Add).WithName("AddSchedule").WithSummary("Run a job by the clock");
        schedules.MapGet("/", List).WithName("ListSchedules").WithSummary("List the schedules, newest first").ProducesPage<ScheduleAnswer>();
        schedules.MapGet("/preview", Preview).WithName("PreviewSchedule").WithSummary("Tell what a cron expression means and when it would run");
        schedules.MapGet("/{id}", Get).WithName("GetSchedule").WithSummary("Get a schedule by id or name, with its last runs");
        schedules.MapPut("/{id}", Change).WithName("ChangeSchedule").WithSummary("Replace what is said of a schedule; its runs stay");
        schedules.MapDelete("/{id}", Remove).WithName("RemoveSchedule").WithSummary("Remove a schedule; its jobs stay");
        schedules.MapPost("/{id}/pause", Pause).WithName("PauseSchedule").WithSummary("Run nothing until it is resumed");
        schedules.MapPost("/{id}/resume", Resume).WithName("ResumeSchedule").WithSummary("Go on with the next run; those of the pause are not made up for");
        schedules.MapPost("/{id}/trigger", Trigger).WithName("TriggerSchedule").WithSummary("Start the job of a schedule now");
        return schedules;
    }

    private static async Task<Created<ScheduleAnswer>> Add(
        ScheduleBody body, [AsParameters] IdempotencyKey key, Lookup lookup, TemplateCatalog templates, IGrainFactory grains, ScheduleView view, TimeProvider time, CancellationToken ct)
    {
        var id = new ScheduleId(key.Id(ScheduleId.Prefix, time));
        var schedule = await grains.Schedule(id).Create(await body.ToCommand(lookup, templates, ct));
        return TypedResults.Created($"/api/v1/schedules/{id}", await view.Show(schedule, ct));
    }

    private static async Task<IResult> List([AsParameters] ListQuery query, ScheduleCatalog schedules, HttpContext http, CancellationToken ct)
    {
        var page = await schedules.List(query.Page(), ct);
        return query.Answer(http, page.Items.Select(ScheduleAnswer.Of), page.NextCursor, ScheduleAnswer.Csv);
    }

    private static async Task<Ok<SchedulePreviewAnswer>> Preview(string cron, string? timeZone, IGrainFactory grains)
    {
        var zone = string.IsNullOrEmpty(timeZone) ? "UTC" : timeZone;
        var preview = await grains.ScheduleProbe().Preview(cron, zone);
        return TypedResults.Ok(new SchedulePreviewAnswer(cron, zone, preview.Description, preview.NextRuns));
    }

    private static async Task<Ok<ScheduleAnswer>> Get(string id, ScheduleView view, CancellationToken ct) => TypedResults.Ok(await view.Get(id, ct));

    private static async Task<Ok<ScheduleAnswer>> Change(string id, ScheduleBody body, Lookup lookup, TemplateCatalog templates, ScheduleView view, CancellationToken ct)
    {
        var schedule = await view.Find(id, ct);
        return TypedResults.Ok(await view.Show(await schedule.Change(await body.ToCommand(lookup, templates, ct)), ct));
    }

    private static async Task<NoContent> Remove(string id, ScheduleView view, CancellationToken ct)
    {
        await (await view.Find(id, ct)).Remove();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ScheduleAnswer>> Pause(string id, ScheduleView view, CancellationToken ct) =>
        TypedResults.Ok(await view.Show(await (await view.Find(id, ct)).Pause(), ct));

    private static async Task<Ok<ScheduleAnswer>> Resume(string id, ScheduleView view, CancellationToken ct) =>
        TypedResults.Ok(await view.Show(await (await view.Find(id, ct)).Resume(), ct));

    private static async Task<Ok<ScheduleAnswer>> Trigger(string id, [AsParameters] IdempotencyKey key, ScheduleView view, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(await view.Show(await (await view.Find(id, ct)).Trigger(new(key.Id(JobId.Prefix, time))), ct));
}

using BenchHub.Api.Jobs;
using BenchHub.Jobs;
using BenchHub.Storage.Templates;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Templates;

/// <summary>Saved jobs. A template is read when it is run or a schedule is made of it; later changes do not reach back.</summary>
internal static class TemplateEndpoints
{
    private const string Prefix = "tpl_";

    public static RouteGroupBuilder MapTemplates(this RouteGroupBuilder api)
    {
        var templates = api.MapGroup("/templates").WithTags("Templates");
        templates.MapPost("/", Add).WithName("AddTemplate").WithSummary("Keep a job under a name");
        templates.MapGet("/", List).WithName("ListTemplates").WithSummary("List the templates, newest first").ProducesPage<TemplateAnswer>();
        templates.MapGet("/{id}", Get).WithName("GetTemplate").WithSummary("Get a template by id or name");
        templates.MapPut("/{id}", Change).WithName("ChangeTemplate").WithSummary("Replace what a template says");
        templates.MapDelete("/{id}", Remove).WithName("RemoveTemplate").WithSummary("Remove a template; jobs and schedules made of it stay");
        templates.MapPost("/{id}/run", Run).WithName("RunTemplate").WithSummary("Start the job of a template, with other settings where wanted");
        return templates;
    }

    private static async Task<Created<TemplateAnswer>> Add(
        TemplateBody body, [AsParameters] IdempotencyKey key, Lookup lookup, TemplateCatalog templates, TimeProvider time, CancellationToken ct)
    {
        var row = await body.ToRow(key.Id(Prefix, time), lookup, time.GetUtcNow(), ct);
        if (await templates.Find(row.Id, ct) is { } earlier)
        {
            row = (earlier.Name, earlier.Description, earlier.Job) == (row.Name, row.Description, row.Job)
                ? earlier
                : throw new RefusedException(Refusal.Conflict, "This idempotency key names a different template already; use another key.", "Idempotency-Key");
        }

        return TypedResults.Created($"/api/v1/templates/{row.Id}", await Put(row, templates, ct));
    }

    private static async Task<IResult> List([AsParameters] ListQuery query, TemplateCatalog templates, HttpContext http, CancellationToken ct)
    {
        var page = await templates.List(query.Page(), ct);
        return query.Answer(http, page.Items.Select(TemplateAnswer.Of), page.NextCursor, TemplateAnswer.Csv);
    }

    private static async Task<Ok<TemplateAnswer>> Get(string id, TemplateCatalog templates, CancellationToken ct) =>
        TypedResults.Ok(TemplateAnswer.Of(await templates.Require(id, "id", ct)));

    private static async Task<Ok<TemplateAnswer>> Change(string id, TemplateBody body, Lookup lookup, TemplateCatalog templates, TimeProvider time, CancellationToken ct)
    {
        var known = await templates.Require(id, "id", ct);
        var row = await body.ToRow(known.Id, lookup, time.GetUtcNow(), ct) with { CreatedAt = known.CreatedAt };
        return TypedResults.Ok(await Put(row, templates, ct));
    }

    /// <summary>Answers what is kept: a database cuts instants to the microsecond.</summary>
    private static async Task<TemplateAnswer> Put(TemplateRow row, TemplateCatalog templates, CancellationToken ct)
    {
        await templates.Put(row, ct);
        return TemplateAnswer.Of(await templates.Require(row.Id, "id", ct));
    }

    private static async Task<NoContent> Remove(string id, TemplateCatalog templates, CancellationToken ct)
    {
        await templates.Delete((await templates.Require(id, "id", ct)).Id, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<JobAnswer>> Run(
        string id, TemplateRunBody? body, [AsParameters] IdempotencyKey key, TemplateCatalog templates, Lookup lookup, IGrainFactory grains, JobView view, TimeProvider time, CancellationToken ct)
    {
        var template = await templates.Require(id, "id", ct);
        var command = await JobDocument.Parse(template.Job).With(body?.Overrides ?? []).ToBody().ToCommand(lookup, ct);
        var named = command.Name.Length > 0 ? command : command with { Name = template.Name };
        var job = await grains.Job(new(key.Id(JobId.Prefix, time))).Submit(named);
        return TypedResults.Accepted($"/api/v1/batch/jobs/{job.Id}", await view.Show(job));
    }
}

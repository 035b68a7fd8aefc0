using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Jobs;

internal static class JobEndpoints
{
    public static RouteGroupBuilder MapJobs(this RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/batch/jobs").WithTags("Jobs");
        jobs.MapPost("/", Submit).WithName("SubmitJob").WithSummary("Start a job: every system on every dataset");
        jobs.MapGet("/", List).WithName("ListJobs").WithSummary("List the jobs, newest first").ProducesPage<JobSummaryAnswer>();
        jobs.MapGet("/{id}", Get).WithName("GetJob").WithSummary("Get a job with its tasks and results");
        jobs.MapGet("/{id}/progress", Progress).WithName("GetJobProgress").WithSummary("Wait until a job has moved past a revision (long poll)");
        jobs.MapPost("/{id}/cancel", Cancel).WithName("CancelJob").WithSummary("End a job; finished results stay");
        jobs.MapPost("/{id}/pause", Pause).WithName("PauseJob").WithSummary("Let open calls end, keep what they brought, and stop");
        jobs.MapPost("/{id}/resume", Resume).WithName("ResumeJob").WithSummary("Go on with a paused job");
        jobs.MapPost("/{id}/retry", Retry).WithName("RetryJob").WithSummary("Run the failed tasks again from where they failed");
        return jobs;
    }

    private static async Task<Accepted<JobAnswer>> Submit(
        JobBody body, [AsParameters] IdempotencyKey key, Lookup lookup, IGrainFactory grains, JobView view, TimeProvider time, CancellationToken ct)
    {
        var command = await body.ToCommand(lookup, ct);
        var job = await grains.Job(new(key.Id(JobId.Prefix, time))).Submit(command);
        return TypedResults.Accepted($"/api/v1/batch/jobs/{job.Id}", await view.Show(job));
    }

    private static async Task<IResult> List(
        [AsParameters] ListQuery query, string? status, JobCatalog jobs, HttpContext http, CancellationToken ct)
    {
        var page = await jobs.List(Words.Of<JobStatus>(status, "status"), query.Page(), ct);
        return query.Answer(http, page.Items.Select(JobSummaryAnswer.Of), page.NextCursor, JobSummaryAnswer.Csv);
    }

    private static async Task<Ok<JobAnswer>> Get(string id, JobView view) => TypedResults.Ok(await view.Get(id));

    private static async Task<Ok<JobAnswer>> Progress(string id, long? since, double? wait, JobView view, CancellationToken ct) =>
        TypedResults.Ok(await view.After(id, since ?? 0, Seconds.Of(wait, "wait") ?? TimeSpan.Zero, ct));

    private static async Task<Ok<JobAnswer>> Cancel(string id, IGrainFactory grains, JobView view) => TypedResults.Ok(await view.Show(await grains.Job(new(id)).Cancel()));

    private static async Task<Ok<JobAnswer>> Pause(string id, IGrainFactory grains, JobView view) => TypedResults.Ok(await view.Show(await grains.Job(new(id)).Pause()));

    private static async Task<Ok<JobAnswer>> Resume(string id, IGrainFactory grains, JobView view) => TypedResults.Ok(await view.Show(await grains.Job(new(id)).Resume()));

    private static async Task<Ok<JobAnswer>> Retry(string id, IGrainFactory grains, JobView view) => TypedResults.Ok(await view.Show(await grains.Job(new(id)).RetryFailed()));
}

using BenchHub.Api.Jobs;
using BenchHub.Api.OpenApi;
using BenchHub.Jobs;
using BenchHub.Storage.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Results;

internal static class ResultEndpoints
{
    public static RouteGroupBuilder MapResults(this RouteGroupBuilder api)
    {
        var results = api.MapGroup("/results").WithTags("Results");
        results.MapGet("/", List).WithName("ListResults").WithSummary("List the results, newest first").ProducesPage<ResultAnswer>();
        results.MapGet("/{id}", Get).WithName("GetResult").WithSummary("Get a result with its metrics");
        results.MapGet("/{id}/items", Items).WithName("ListResultItems").WithSummary("List what came of each item").ProducesPage<ItemResultAnswer>();
        results.MapGet("/{id}/items/{index:int}", Item).WithName("GetResultItem").WithSummary("Get an item in full: question, right answer, outputs, documents, findings");
        results.MapGet("/{id}/columns", Columns).WithName("GetResultColumns").WithSummary("Get the scores, errors and latencies of all items as columns")
            .Produces<ItemColumnsAnswer>();
        results.MapGet("/{id}/texts", Beginnings).WithName("GetResultTexts").WithSummary("Get the beginnings of the questions and answers of all items")
            .Produces<ItemTextsAnswer>();
        results.MapGet("/{id}/export", ResultExport.Get).WithName("ExportResult").WithSummary("Download a result as a TREC run, CSV or JSON")
            .Produces<ResultFile>().AlsoProduces("text/plain", Csv.MediaType);
        results.MapPost("/{id}/rescore", Rescore).WithName("RescoreResult").WithSummary("Start a job that scores a result's stored outputs, without calling its system");
        results.MapQuarantine();
        return results;
    }

    private static async Task<IResult> List(
        [AsParameters] ListQuery query, string? systemId, string? datasetId, string? jobId, Lookup lookup, ResultView view, HttpContext http, CancellationToken ct)
    {
        var system = string.IsNullOrEmpty(systemId) ? null : (await lookup.System(systemId, "systemId", ct)).Id;
        var dataset = string.IsNullOrEmpty(datasetId) ? null : (await lookup.Dataset(datasetId, "datasetId", ct)).Id;
        var page = await view.List(new ResultFilter(system, dataset, jobId), query.Page(), ct);
        return query.Answer(http, page.Items, page.NextCursor, ResultAnswer.Csv(page.Items.SelectMany(static result => result.Metrics.Keys).Distinct()));
    }

    private static async Task<Ok<ResultAnswer>> Get(string id, ResultView view, CancellationToken ct) => TypedResults.Ok(await view.Get(id, ct));

    private static async Task<IResult> Items(string id, [AsParameters] ListQuery query, ResultView view, HttpContext http, CancellationToken ct)
    {
        var page = await view.Items(id, query.Page(), ct);
        return query.Answer(http, page.Items, page.NextCursor, ItemResultAnswer.Csv(page.Items is [var first, ..] ? first.Scores.Keys : []));
    }

    private static async Task<Ok<ItemDetailAnswer>> Item(string id, int index, ItemDetail detail, CancellationToken ct) =>
        TypedResults.Ok(await detail.Get(id, index, ct));

    private static async Task<IResult> Columns(string id, string? metrics, ItemColumns columns, CancellationToken ct) => new Compressed(
        await columns.Get(id, (metrics ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), ct));

    private static async Task<IResult> Beginnings(string id, ItemColumns columns, CancellationToken ct) => new Compressed(await columns.Texts(id, ct));

    private static async Task<Accepted<JobAnswer>> Rescore(
        string id, RescoreBody body, [AsParameters] IdempotencyKey key, Lookup lookup, IGrainFactory grains, JobView view, TimeProvider time, CancellationToken ct)
    {
        var job = await grains.Job(new(key.Id(JobId.Prefix, time))).Submit(await body.ToCommand(new(id), lookup, ct));
        return TypedResults.Accepted($"/api/v1/batch/jobs/{job.Id}", await view.Show(job));
    }
}

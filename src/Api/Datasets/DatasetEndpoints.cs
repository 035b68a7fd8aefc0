using BenchHub.Storage.Datasets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api.Datasets;

internal static class DatasetEndpoints
{
    public static RouteGroupBuilder MapDatasets(this RouteGroupBuilder api, ApiOptions options)
    {
        var datasets = api.MapGroup("/datasets").WithTags("Datasets");
        datasets.MapPost("/", Upload).WithName("UploadDataset").WithSummary("Upload a dataset, or a new version of one")
            .Accepts<DatasetForm>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(options.UploadBytes));
        datasets.MapGet("/", List).WithName("ListDatasets").WithSummary("List the datasets, newest first").ProducesPage<DatasetAnswer>();
        datasets.MapGet("/{id}", Get).WithName("GetDataset").WithSummary("Get a dataset by id or name");
        datasets.MapGet("/{id}/versions", Versions).WithName("ListDatasetVersions").WithSummary("List the versions of a dataset");
        datasets.MapGet("/{id}/preview", DatasetPreview.Get).WithName("PreviewDataset").WithSummary("Look at some items or documents");
        datasets.MapGet("/{id}/export", DatasetExport.Get).WithName("ExportDataset").WithSummary("Download a part of a dataset as a file").Produces<string>(200, "text/plain");
        datasets.MapDelete("/{id}", Retire).WithName("DeleteDataset").WithSummary("Delete a dataset; results on it stay");
        return datasets;
    }

    private static async Task<Results<Created<UploadAnswer>, Ok<UploadAnswer>>> Upload(HttpRequest request, DatasetUpload upload, CancellationToken ct)
    {
        var uploaded = await upload.Receive(request, ct);
        var answer = UploadAnswer.Of(uploaded);
        return uploaded.IsNew ? TypedResults.Created($"/api/v1/datasets/{answer.Id}", answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> List(
        [AsParameters] ListQuery query, string? search, bool? includeRetired, DatasetCatalog datasets, HttpContext http, CancellationToken ct)
    {
        var page = await datasets.List(search, includeRetired ?? false, query.Page(), ct);
        return query.Answer(http, page.Items.Select(DatasetAnswer.Of), page.NextCursor, DatasetAnswer.Csv);
    }

    private static async Task<Ok<DatasetAnswer>> Get(string id, Lookup lookup, CancellationToken ct) =>
        TypedResults.Ok(DatasetAnswer.Of(await lookup.Dataset(id, "id", ct)));

    private static async Task<Ok<PageAnswer<DatasetVersionAnswer>>> Versions(string id, Lookup lookup, CancellationToken ct) =>
        TypedResults.Ok(new PageAnswer<DatasetVersionAnswer>(DatasetAnswer.Of(await lookup.Dataset(id, "id", ct)).Versions, null));

    private static async Task<Ok<DatasetAnswer>> Retire(string id, Lookup lookup, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(DatasetAnswer.Of(await grains.Dataset(await lookup.DatasetId(id, ct)).Retire()));
}

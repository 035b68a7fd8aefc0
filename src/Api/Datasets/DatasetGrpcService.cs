using BenchHub.Api.V1;
using BenchHub.Storage.Datasets;
using Grpc.Core;

namespace BenchHub.Api.Datasets;

internal sealed class DatasetGrpcService(DatasetCatalog datasets, Lookup lookup) : DatasetService.DatasetServiceBase
{
    public override async Task<ListDatasetsResponse> ListDatasets(ListDatasetsRequest request, ServerCallContext context)
    {
        var page = await datasets.List(
            request.Search, request.IncludeRetired, Messages.Page(request.PageSize, request.PageToken), context.CancellationToken);
        return new() { Datasets = { page.Items.Select(ToMessage) }, NextPageToken = page.NextCursor ?? "" };
    }

    public override async Task<Dataset> GetDataset(GetDatasetRequest request, ServerCallContext context) =>
        ToMessage(await lookup.Dataset(request.Id, "id", context.CancellationToken));

    private static Dataset ToMessage(DatasetRow row) => ToMessage(DatasetAnswer.Of(row));

    private static Dataset ToMessage(DatasetAnswer dataset) => new()
    {
        Id = dataset.Id,
        Name = dataset.Name,
        Description = dataset.Description,
        Status = dataset.Status.Word(),
        Versions = { dataset.Versions.Select(ToMessage) },
        CreatedAt = dataset.CreatedAt.ToMessage(),
        UpdatedAt = dataset.UpdatedAt.ToMessage(),
    };

    private static DatasetVersion ToMessage(DatasetVersionAnswer version) => new()
    {
        Number = version.Number,
        Format = version.Format,
        ContentHash = version.ContentHash,
        Items = version.Items,
        Documents = version.Documents,
        Judgements = version.Judgements,
        CreatedAt = version.CreatedAt.ToMessage(),
    };
}

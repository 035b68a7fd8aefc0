using BenchHub.Api.Json;
using BenchHub.Datasets;
using BenchHub.Storage.Datasets;

namespace BenchHub.Api.Datasets;

/// <param name="Version">The latest; the counts are its.</param>
/// <param name="Items">Judged queries.</param>
/// <param name="Documents">Of the corpus; 0 where none was uploaded.</param>
internal sealed record DatasetAnswer(
    string Id,
    string Name,
    string Description,
    DatasetStatus Status,
    int Version,
    string Format,
    string ContentHash,
    int Items,
    int Documents,
    int Judgements,
    IReadOnlyList<DatasetVersionAnswer> Versions,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static readonly CsvTable<DatasetAnswer> Csv = new(
        ("id", static dataset => dataset.Id), ("name", static dataset => dataset.Name), ("status", static dataset => dataset.Status),
        ("version", static dataset => dataset.Version), ("items", static dataset => dataset.Items), ("documents", static dataset => dataset.Documents),
        ("judgements", static dataset => dataset.Judgements), ("createdAt", static dataset => dataset.CreatedAt));

    public static DatasetAnswer Of(DatasetRow row) => Of(Projection.Read<DatasetSnapshot>(row.Document));

    public static DatasetAnswer Of(DatasetSnapshot dataset) => new(
        dataset.Id.Value, dataset.Name, dataset.Description, dataset.Status, dataset.Latest.Number, dataset.Latest.Format, dataset.Latest.ContentHash,
        dataset.Latest.Items, dataset.Latest.Documents, dataset.Latest.Judgements,
        [.. dataset.Versions.Select(DatasetVersionAnswer.Of)], dataset.CreatedAt, dataset.UpdatedAt);
}

internal sealed record DatasetVersionAnswer(
    int Number, string Format, string ContentHash, int Items, int Documents, int Judgements, DateTimeOffset CreatedAt)
{
    public static DatasetVersionAnswer Of(DatasetVersion version) => new(
        version.Number, version.Format, version.ContentHash, version.Items, version.Documents, version.Judgements, version.CreatedAt);
}

/// <summary>What became of an upload.</summary>
/// <param name="UnjudgedQueries">Queries without judgements; they are left out.</param>
/// <param name="Warnings">What is odd about the files but was kept.</param>
internal sealed record UploadAnswer(
    string Id, string Name, int Version, bool IsNew, string Format, string ContentHash, int Items, int Documents, int Judgements,
    int UnjudgedQueries, IReadOnlyList<string> Warnings)
{
    public static UploadAnswer Of(UploadedDataset uploaded) => new(
        uploaded.Dataset.Id.Value, uploaded.Dataset.Name, uploaded.Dataset.Latest.Number, uploaded.IsNew, uploaded.Dataset.Latest.Format,
        uploaded.Dataset.Latest.ContentHash, uploaded.Dataset.Latest.Items, uploaded.Dataset.Latest.Documents, uploaded.Dataset.Latest.Judgements,
        uploaded.Imported.UnjudgedQueries, uploaded.Imported.Warnings);
}

/// <summary>The form of an upload, for the API's description; it is read as a stream.</summary>
internal sealed record DatasetForm
{
    /// <summary>An existing name gets a new version, unless the content is the same.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>beir or trec. Default: beir.</summary>
    public string? Format { get; init; }

    /// <summary>JSON Lines with _id, title and text.</summary>
    public IFormFile? Corpus { get; init; }

    /// <summary>beir: JSON Lines with _id and text. trec: topics.</summary>
    public required IFormFile Queries { get; init; }

    /// <summary>beir: query-id, corpus-id, score by tabs. trec: query, iteration, document, grade.</summary>
    public required IFormFile Qrels { get; init; }
}

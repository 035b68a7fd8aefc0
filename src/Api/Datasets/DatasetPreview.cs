using System.Text.Json;
using BenchHub.Api.Json;
using BenchHub.Datasets;
using BenchHub.Storage.Datasets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Datasets;

/// <param name="Part">items or documents.</param>
/// <param name="Total">How many there are of that part.</param>
internal sealed record PreviewAnswer(
    string Id, string Name, int Version, string Part, int Total, IReadOnlyList<ItemAnswer>? Items, IReadOnlyList<DocumentAnswer>? Documents);

/// <param name="Record">The record of a task; null in a collection of documents.</param>
internal sealed record ItemAnswer(int Index, string Id, string Text, IReadOnlyList<JudgementAnswer> Judgements, JsonElement? Record);

internal sealed record JudgementAnswer(string DocumentId, int Grade);

internal sealed record DocumentAnswer(string Id, string Title, string Text);

internal static class DatasetPreview
{
    public static async Task<Ok<PreviewAnswer>> Get(
        string id, int? version, string? part, int? limit, int? offset, Lookup lookup, DatasetContents contents, CancellationToken ct)
    {
        var dataset = Projection.Read<DatasetSnapshot>((await lookup.Dataset(id, "id", ct)).Document);
        var chosen = dataset.Version(version);
        var page = new ListQuery { Limit = limit, Offset = offset }.Page(limit: 20);
        return TypedResults.Ok(part switch
        {
            null or "items" => new PreviewAnswer(
                dataset.Id.Value, dataset.Name, chosen.Number, "items", chosen.Items,
                await contents.ReadItems(chosen.ContentHash, page.Offset, page.Limit, ct).Select(Item).ToListAsync(ct), null),
            "documents" => new PreviewAnswer(
                dataset.Id.Value, dataset.Name, chosen.Number, "documents", chosen.Documents, null,
                await contents.ReadDocuments(chosen.ContentHash, page.Offset, page.Limit, ct)
                    .Select(static document => new DocumentAnswer(document.Id, document.Title, document.Text)).ToListAsync(ct)),
            _ => throw new RefusedException(Refusal.Invalid, $"The part is items or documents, not '{part}'.", "part"),
        });
    }

    /// <exception cref="RefusedException">The dataset has no such version.</exception>
    public static DatasetVersion Version(this DatasetSnapshot dataset, int? number) => number is null
        ? dataset.Latest
        : dataset.Versions.FirstOrDefault(version => version.Number == number) ?? throw new RefusedException(
            Refusal.NotFound, $"Dataset '{dataset.Name}' has no version {number}; it has 1 to {dataset.Latest.Number}.", "version");

    private static ItemAnswer Item(DatasetItem item) => new(
        item.Index, item.Id, item.Text, [.. item.Judgements.Select(static judgement => new JudgementAnswer(judgement.DocumentId, judgement.Grade))],
        item.Record is { } record ? JsonElement.Parse(record) : null);
}

using BenchHub.Api.Json;
using BenchHub.Comparisons;
using BenchHub.Storage.Comparisons;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Comparisons;

internal static class StoredComparisonEndpoints
{
    public static void MapStoredComparisons(this RouteGroupBuilder comparisons)
    {
        comparisons.MapPost("/", Create).WithName("CreateComparison").WithSummary("Compare systems on datasets by metrics, with one correction over all, and keep it");
        comparisons.MapGet("/", List).WithName("ListComparisons").WithSummary("List the comparisons that are kept, newest first").ProducesPage<ComparisonSummaryAnswer>();
        comparisons.MapGet("/{id}", Get).WithName("GetComparison").WithSummary("Get a comparison as it was made");
        comparisons.MapDelete("/{id}", Delete).WithName("DeleteComparison").WithSummary("Delete a comparison; results stay");
        comparisons.MapPost("/{id}/refresh", Refresh).WithName("RefreshComparison").WithSummary("Make the comparison again, with the latest results");
    }

    /// <exception cref="RefusedException">There is no such comparison.</exception>
    public static async Task<StoredComparison> Whole(this ComparisonCatalog comparisons, string id, CancellationToken ct) =>
        await comparisons.Document(id, ct) is { } document ? Projection.Read<StoredComparison>(document) : throw Unknown(id);

    private static async Task<Created<StoredComparisonAnswer>> Create(
        StoredComparisonBody body, [AsParameters] IdempotencyKey key, Lookup lookup, IGrainFactory grains, TimeProvider time, CancellationToken ct) =>
        Made(await grains.Comparison().Create(key.Id(StoredComparison.Prefix, time), await body.ToCommand(lookup, ct)));

    private static async Task<Created<StoredComparisonAnswer>> Refresh(string id, [AsParameters] IdempotencyKey key, IGrainFactory grains, TimeProvider time) =>
        Made(await grains.Comparison().Refresh(id, key.Id(StoredComparison.Prefix, time)));

    private static async Task<IResult> List([AsParameters] ListQuery query, ComparisonCatalog comparisons, HttpContext http, CancellationToken ct)
    {
        var page = await comparisons.List(query.Page(), ct);
        return query.Answer(http, page.Items.Select(ComparisonSummaryAnswer.Of), page.NextCursor, ComparisonSummaryAnswer.Csv);
    }

    private static async Task<Ok<StoredComparisonAnswer>> Get(string id, ComparisonCatalog comparisons, CancellationToken ct) =>
        TypedResults.Ok(StoredComparisonAnswer.Of(await comparisons.Whole(id, ct)));

    private static async Task<NoContent> Delete(string id, ComparisonCatalog comparisons, CancellationToken ct) =>
        await comparisons.Delete(id, ct) ? TypedResults.NoContent() : throw Unknown(id);

    private static Created<StoredComparisonAnswer> Made(StoredComparison made) =>
        TypedResults.Created($"/api/v1/comparisons/{made.Id}", StoredComparisonAnswer.Of(made));

    private static RefusedException Unknown(string id) =>
        new(Refusal.NotFound, $"Comparison '{id}' does not exist; GET /api/v1/comparisons lists those that do.", "id");
}

/// <param name="Cells">Datasets times metrics.</param>
/// <param name="SignificantPairs">Over all of them.</param>
internal sealed record ComparisonSummaryAnswer(
    string Id, string Name, DateTimeOffset CreatedAt, string? CreatedFrom, IReadOnlyList<string> Systems, IReadOnlyList<string> Datasets, IReadOnlyList<string> Metrics,
    int Cells, int SignificantPairs)
{
    public static readonly CsvTable<ComparisonSummaryAnswer> Csv = new(
        ("id", static entry => entry.Id), ("name", static entry => entry.Name), ("createdAt", static entry => entry.CreatedAt),
        ("systems", static entry => string.Join(' ', entry.Systems)), ("datasets", static entry => string.Join(' ', entry.Datasets)),
        ("metrics", static entry => string.Join(' ', entry.Metrics)), ("cells", static entry => entry.Cells), ("significantPairs", static entry => entry.SignificantPairs));

    public static ComparisonSummaryAnswer Of(ComparisonRow row) =>
        new(row.Id, row.Name, row.CreatedAt, row.CreatedFrom, row.Systems, row.Datasets, row.Metrics, row.Cells, row.SignificantPairs);
}

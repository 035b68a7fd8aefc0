using System.Globalization;
using BenchHub.Storage;
using BenchHub.Storage.Results;

namespace BenchHub.Api.Results;

/// <summary>Results with their metrics and items, from SQL.</summary>
internal sealed class ResultView(ResultCatalog catalog, ResultItems items)
{
    /// <exception cref="RefusedException">There is no such result.</exception>
    public async Task<ResultAnswer> Get(string id, CancellationToken ct) =>
        ResultAnswer.Of(await Find(id, ct), await catalog.Metrics([id], ct));

    public async Task<PageAnswer<ResultAnswer>> List(ResultFilter filter, PageRequest page, CancellationToken ct)
    {
        var rows = await catalog.List(filter, page, ct);
        var metrics = (await catalog.Metrics([.. rows.Items.Select(static row => row.Id)], ct)).ToLookup(static row => row.ResultId);
        return new([.. rows.Items.Select(row => ResultAnswer.Of(row, metrics[row.Id]))], rows.NextCursor);
    }

    /// <exception cref="RefusedException">There is no such result.</exception>
    public async Task<PageAnswer<ItemResultAnswer>> Items(string id, PageRequest page, CancellationToken ct)
    {
        var result = await Get(id, ct);
        var first = First(page.Cursor) + page.Offset;
        var found = await Read(result, first, page.Limit, ct).ToListAsync(ct);

        // A result that ended early has gaps: a page may hold fewer items than it spans.
        var next = (long)first + page.Limit;
        return new(found, next < result.Items ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    public IAsyncEnumerable<ItemResultAnswer> Read(ResultAnswer result, int first, int count, CancellationToken ct)
    {
        string[] metrics = [.. result.Metrics.Keys];
        return items.Read(result.Id, first, count, ct).Select(item => ItemResultAnswer.Of(item, metrics));
    }

    private async Task<ResultRow> Find(string id, CancellationToken ct) =>
        await catalog.Find(id, ct) ?? throw new RefusedException(Refusal.NotFound, $"Result '{id}' does not exist; GET /api/v1/results lists those that do.", "id");

    // Items never move, so the place of the next one is cursor enough.
    private static int First(string? cursor) => string.IsNullOrEmpty(cursor) ? 0
        : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first
        : throw new MalformedCursorException(cursor);
}

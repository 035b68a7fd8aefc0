using System.Globalization;
using BenchHub.Comparisons;
using BenchHub.Jobs;
using BenchHub.Storage;

namespace BenchHub.Api.Comparisons;

internal static class ItemEndpoints
{
    public static void MapComparedItems(this RouteGroupBuilder comparisons) =>
        comparisons.MapGet("/items", Items).WithName("CompareItems").WithSummary("Two results side by side, the items that differ most first").ProducesPage<ComparedItemAnswer>();

    private static async Task<IResult> Items(
        string? a, string? b, string? metric, string? order, string? filter, [AsParameters] ListQuery query, IGrainFactory grains, HttpContext http)
    {
        var page = query.Page();
        var skip = First(page.Cursor) + page.Offset;
        var found = await grains.Comparison().Items(new()
        {
            A = Result(a, "a"),
            B = Result(b, "b"),
            Metric = string.IsNullOrEmpty(metric) ? null : ChosenMetric.Of(metric, null),
            Order = Chosen<ItemOrder>(order, "order"),
            Filter = Chosen<ItemFilter>(filter, "filter"),
            Skip = skip,
            Take = page.Limit,
        });
        var next = (long)skip + page.Limit;
        var cursor = next < found.Total ? next.ToString(CultureInfo.InvariantCulture) : null;
        ComparedItemAnswer[] items = [.. found.Items.Select(item => ComparedItemAnswer.Of(item, a!, b!))];
        http.LinkNext(cursor);
        return query.IsCsv
            ? ComparedItemAnswer.Csv.Answer(items)
            : TypedResults.Ok(new ComparedItemsAnswer(items, cursor, found.Metric, found.Total, found.Notes));
    }

    private static ResultId Result(string? id, string field) => string.IsNullOrEmpty(id)
        ? throw new RefusedException(Refusal.Invalid, $"Name the results to set side by side: ?a=res_…&b=res_….", field)
        : new(id);

    private static T Chosen<T>(string? text, string field)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text![0]) ? value
        : string.IsNullOrEmpty(text) ? default
        : throw new RefusedException(Refusal.Invalid, $"{field} is one of {string.Join(", ", Enum.GetNames<T>().Select(static name => char.ToLowerInvariant(name[0]) + name[1..]))}, not '{text}'.", field);

    // Results never change, so the place in their order is cursor enough.
    private static int First(string? cursor) => string.IsNullOrEmpty(cursor) ? 0
        : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first
        : throw new MalformedCursorException(cursor);
}

/// <param name="Total">Items that the filter lets through.</param>
/// <param name="Notes">What a reader must know, such as items that only one result has.</param>
internal sealed record ComparedItemsAnswer(IReadOnlyList<ComparedItemAnswer> Items, string? NextCursor, string Metric, int Total, IReadOnlyList<string> Notes);

/// <param name="Input">What was asked; null where the item is not stored any more.</param>
/// <param name="Expected">The right answers, or the relevant documents with their grades.</param>
/// <param name="Difference">Score of a less that of b; null where one has none.</param>
internal sealed record ComparedItemAnswer(int Index, string ItemId, string? Input, string? Expected, ItemSideAnswer A, ItemSideAnswer B, double? Difference)
{
    public static readonly CsvTable<ComparedItemAnswer> Csv = new(
        ("index", static item => item.Index), ("itemId", static item => item.ItemId), ("a", static item => item.A.Score), ("b", static item => item.B.Score),
        ("difference", static item => item.Difference), ("aError", static item => item.A.Error), ("bError", static item => item.B.Error),
        ("input", static item => item.Input), ("expected", static item => item.Expected), ("aText", static item => item.A.Text), ("bText", static item => item.B.Text));

    public static ComparedItemAnswer Of(ComparedItem item, string a, string b) => new(
        item.Index, item.ItemId, item.Input?.Text, item.Expected?.Text, ItemSideAnswer.Of(item.A, a), ItemSideAnswer.Of(item.B, b), item.Difference);
}

/// <param name="Asked">False for an item that was never asked.</param>
/// <param name="Text">What the system said first; cut where it is very long, with a mark that says so.</param>
/// <param name="TextLength">Of the whole text, in characters.</param>
/// <param name="Documents">The first 20 of what was retrieved.</param>
/// <param name="LatencyMilliseconds">Of the last attempt.</param>
/// <param name="CostDollars">Null where it is unknown, or nothing is paid.</param>
/// <param name="Whole">Where the item stands in full.</param>
internal sealed record ItemSideAnswer(
    double? Score, bool Asked, string? Error, string? Text, int? TextLength, bool IsCut, IReadOnlyList<RetrievedAnswer> Documents, double? LatencyMilliseconds, decimal? CostDollars, string Whole)
{
    public static ItemSideAnswer Of(ItemSide side, string result) => new(
        side.Score, side.IsRecorded, side.Error?.Text, side.Text?.Text, side.Text?.Length, side.Text is { IsCut: true },
        [.. side.Documents.Select(static document => new RetrievedAnswer(document.Id, document.Score.Defined()))],
        side.LatencyMilliseconds, Dollars.Of(side.Cost), $"/api/v1/results/{result}/items/{side.Index}");
}

internal sealed record RetrievedAnswer(string Id, double? Score);

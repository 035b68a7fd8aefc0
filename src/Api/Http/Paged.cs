using BenchHub.Api.OpenApi;
using Microsoft.AspNetCore.WebUtilities;

namespace BenchHub.Api;

/// <summary>Answers a page as JSON or CSV. The Link header (RFC 8288) names the next page in either form.</summary>
internal static class Paged
{
    public static IResult Answer<T>(this ListQuery query, HttpContext http, IEnumerable<T> items, string? nextCursor, CsvTable<T> csv)
    {
        http.LinkNext(nextCursor);
        return query.IsCsv ? csv.Answer(items) : TypedResults.Ok(new PageAnswer<T>([.. items], nextCursor));
    }

    public static void LinkNext(this HttpContext http, string? nextCursor)
    {
        if (nextCursor is not null)
        {
            var rest = http.Request.Query.Where(static pair => pair.Key is not ("cursor" or "offset"));
            var next = QueryHelpers.AddQueryString(http.Request.Path, [.. rest, new("cursor", nextCursor)]);
            http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }
    }

    /// <summary>Describes both forms of a list.</summary>
    public static RouteHandlerBuilder ProducesPage<T>(this RouteHandlerBuilder route) =>
        route.Produces<PageAnswer<T>>().AlsoProduces(Csv.MediaType);
}

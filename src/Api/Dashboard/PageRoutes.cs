using System.Collections.Frozen;

namespace BenchHub.Api.Dashboard;

/// <summary>Which addresses a person opens in a browser to see a page, and which are the hub's own.</summary>
internal static class PageRoutes
{
    private static readonly FrozenSet<string> Hub = new[] { "api", "v1", "live", "metrics", "health", "openapi", "swagger", "assets" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Includes(HttpRequest request) =>
        !Hub.Contains(FirstSegment(request.Path.Value ?? "/")) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string FirstSegment(string path) => path.TrimStart('/').Split('/', 2)[0];
}

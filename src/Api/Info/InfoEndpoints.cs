using System.Reflection;
using BenchHub.Api.Dashboard;
using BenchHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Info;

internal static class InfoEndpoints
{
    private static readonly string Version = typeof(InfoEndpoints).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static RouteGroupBuilder MapInfo(this RouteGroupBuilder api)
    {
        api.MapGet("/info", Get).WithTags("Info").WithName("GetInfo").WithSummary("What this hub is and where its gRPC endpoint listens");
        return api;
    }

    /// <summary>For people who open the address of the hub in a browser.</summary>
    public static void MapLanding(this IEndpointRouteBuilder routes) => routes
        .MapGet("/", static (HttpRequest request, BoundEndpoints bound) => TypedResults.Content(Page(GrpcUrl(request, bound)), "text/html; charset=utf-8"))
        .ExcludeFromDescription();

    private static Ok<InfoAnswer> Get(HttpRequest request, BoundEndpoints bound, Database database) =>
        TypedResults.Ok(new InfoAnswer("BenchHub", Version, GrpcUrl(request, bound), database.Options.Provider.Word()));

    // Who reached this host by a name reaches gRPC by the same one, whatever address it is bound to.
    private static string? GrpcUrl(HttpRequest request, BoundEndpoints bound) => bound.GrpcUrl is { } url
        ? new UriBuilder(url) { Host = request.Host.Host }.Uri.GetLeftPart(UriPartial.Authority)
        : null;

    private static string Page(string? grpcUrl) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>BenchHub</title></head>
        <body>
        <h1>BenchHub {Version}</h1>
        {(DashboardFiles.Exist ? "" : "<p>The dashboard was left out of this build: it needs Node.js 20.19 or later with npm. The API works without it.</p>")}
        <ul>
        <li><a href="/swagger">API reference</a> (<a href="/openapi/v1.json">OpenAPI</a>)</li>
        <li>gRPC <code>benchhub.v1</code>: <code>{grpcUrl}</code></li>
        <li><a href="/health/ready">Health</a>, <a href="/metrics">metrics</a></li>
        </ul>
        </body>
        </html>
        """;
}

/// <param name="Storage">sqlite or postgres.</param>
internal sealed record InfoAnswer(string Name, string Version, string? GrpcUrl, string Storage);

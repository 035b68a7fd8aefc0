using BenchHub.Api.Json;
using BenchHub.Api.OpenApi;
using BenchHub.Storage.Systems;
using BenchHub.Systems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Systems;

internal static class SystemHealthEndpoints
{
    public static void MapSystemHealth(this RouteGroupBuilder systems)
    {
        systems.MapPost("/{id}/health-check", Check).WithName("CheckSystemHealth").WithSummary("Check a system's health now");
        systems.MapGet("/{id}/health", Check).WithName("GetSystemHealth").WithSummary("Check a system's health now");
        systems.MapGet("/{id}/health/history", History).WithName("ListSystemHealth")
            .WithSummary("List the health checks of a system, newest first; the Link header names the next page")
            .Produces<HealthCheckAnswer[]>().AlsoProduces(Csv.MediaType);
    }

    private static async Task<Ok<HealthCheckAnswer>> Check(string id, Lookup lookup, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(HealthCheckAnswer.Of(await grains.System(await lookup.SystemId(id, ct)).CheckHealth()));

    private static async Task<IResult> History(
        string id, [AsParameters] ListQuery query, Lookup lookup, HealthLog log, HttpContext http, CancellationToken ct)
    {
        var system = await lookup.System(id, "id", ct);
        var page = await log.List(system.Id, query.Page(limit: 10), ct);
        http.LinkNext(page.NextCursor);
        var checks = page.Items.Select(static row => HealthCheckAnswer.Of(Projection.Read<HealthCheck>(row.Document))!).ToArray();
        return query.IsCsv ? HealthCheckAnswer.Csv.Answer(checks) : TypedResults.Ok(checks);
    }
}

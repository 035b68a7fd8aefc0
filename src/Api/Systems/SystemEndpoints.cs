using BenchHub.Api.Costs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Systems;
using BenchHub.Systems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Systems;

internal static class SystemEndpoints
{
    public static RouteGroupBuilder MapSystems(this RouteGroupBuilder api, ApiOptions options)
    {
        var systems = api.MapGroup("/systems").WithTags("Systems");
        systems.MapPost("/", Register).WithName("RegisterSystem").WithSummary("Check a system and register it");
        systems.MapPost("/validate", Validate).WithName("ValidateSystem").WithSummary("Check a system without registering it");
        systems.MapGet("/", List).WithName("ListSystems").WithSummary("List the systems, newest first").ProducesPage<SystemAnswer>();
        systems.MapGet("/{id}", Get).WithName("GetSystem").WithSummary("Get a system by id or name");
        systems.MapPut("/{id}", Update).WithName("UpdateSystem").WithSummary("Replace what is said of a system, after the same checks");
        systems.MapDelete("/{id}", Retire).WithName("RetireSystem").WithSummary("Remove a system; its results stay");
        systems.MapSystemHealth();
        systems.MapRecordedSystems(options);
        return systems;
    }

    private static async Task<Created<SystemAnswer>> Register(
        SystemBody body, [AsParameters] IdempotencyKey key, IGrainFactory grains, TimeProvider time)
    {
        var id = new SystemId(key.Id(SystemId.Prefix, time));
        var system = await grains.System(id).Register(body.ToCommand());
        return TypedResults.Created($"/api/v1/systems/{system.Id}", SystemAnswer.Of(system));
    }

    private static async Task<Ok<ValidationAnswer>> Validate(SystemBody body, IGrainFactory grains) =>
        TypedResults.Ok(ValidationAnswer.Of(await grains.SystemProbe().Validate(body.ToCommand())));

    private static async Task<IResult> List(
        [AsParameters] ListQuery query, string? search, string? tag, string? kind, bool? includeRetired,
        SystemCatalog systems, HttpContext http, CancellationToken ct)
    {
        var page = await systems.List(new(search, tag, Words.Of<SystemKind>(kind, "kind"), includeRetired ?? false), query.Page(), ct);
        return query.Answer(http, page.Items.Select(SystemAnswer.Of), page.NextCursor, SystemAnswer.Csv);
    }

    private static async Task<Ok<SystemAnswer>> Get(string id, Lookup lookup, JobCatalog jobs, CancellationToken ct)
    {
        var system = SystemAnswer.Of(await lookup.System(id, "id", ct));
        var spent = await jobs.SpentBySystem(system.Id, ct);
        return TypedResults.Ok(system with { Spent = spent == Spending.None ? null : SpendingAnswer.Of(spent) });
    }

    private static async Task<Ok<SystemAnswer>> Update(string id, SystemBody body, Lookup lookup, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(SystemAnswer.Of(await grains.System(await lookup.SystemId(id, ct)).Update(body.ToCommand())));

    private static async Task<Ok<SystemAnswer>> Retire(string id, Lookup lookup, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(SystemAnswer.Of(await grains.System(await lookup.SystemId(id, ct)).Retire()));
}

namespace BenchHub.Api.Comparisons;

internal static class GateEndpoints
{
    public static RouteGroupBuilder MapGates(this RouteGroupBuilder api)
    {
        api.MapPost("/comparisons/gates", Check).WithTags("Comparisons").WithName("CheckGate")
            .WithSummary("Test whether a system reaches a baseline less a margin, or a fixed value").Produces<GateAnswer>();
        return api;
    }

    private static async Task<IResult> Check(GateBody body, Lookup lookup, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(GateAnswer.Of(await grains.Gate().Check(await body.ToQuery(lookup, ct))));
}

using BenchHub.Storage.Judges;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Judges;

/// <summary>Models that judge answers. A judge is an instrument: another definition or system under its name is another version.</summary>
internal static class JudgeEndpoints
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    public static RouteGroupBuilder MapJudges(this RouteGroupBuilder api)
    {
        var judges = api.MapGroup("/judges").WithTags("Judges");
        judges.MapPost("/", Add).WithName("AddJudge").WithSummary("Add a judge, or a new version of it; the same again changes nothing");
        judges.MapGet("/", List).WithName("ListJudges").WithSummary("List the judges in the versions that hold");
        judges.MapGet("/{name}", Get).WithName("GetJudge").WithSummary("Get a judge with its definition, in the version that holds or an earlier one");
        judges.MapDelete("/{name}", Remove).WithName("RemoveJudge").WithSummary("Remove a judge; results that it judged stay");
        judges.MapPost("/{name}/calibrations", Calibrate).WithName("CalibrateJudge").WithSummary("Ask a judge about answers that people have judged; the same again joins what runs");
        judges.MapGet("/{name}/calibrations/{id}", Calibration).WithName("GetCalibration").WithSummary("Wait for a calibration to end (long poll)");
        return judges;
    }

    private static async Task<Ok<JudgeAnswer>> Add(JudgeBody body, Lookup lookup, IGrainFactory grains, JudgeCatalog judges, TimeProvider time, CancellationToken ct)
    {
        var definition = body.ToDefinition();
        var system = await body.Player(definition, lookup, grains, ct);
        var row = await judges.Add(definition.Name, system.Id, definition.Text, definition.Hash, time.GetUtcNow(), ct);
        return TypedResults.Ok(JudgeAnswer.Of(row));
    }

    private static async Task<Ok<PageAnswer<JudgeAnswer>>> List(JudgeCatalog judges, CancellationToken ct) =>
        TypedResults.Ok(new PageAnswer<JudgeAnswer>([.. (await judges.List(ct)).Select(JudgeAnswer.Of)], null));

    private static async Task<Ok<JudgeAnswer>> Get(string name, int? version, Lookup lookup, JudgeCatalog judges, CancellationToken ct) => TypedResults.Ok(JudgeAnswer.Of(
        version is null ? await lookup.Judge(name, "name", ct)
        : await judges.Find(name, version, ct) ?? throw new RefusedException(Refusal.NotFound, $"Judge '{name}' has no version {version}.", "version")));

    private static async Task<NoContent> Remove(string name, Lookup lookup, JudgeCatalog judges, CancellationToken ct)
    {
        await judges.Remove((await lookup.Judge(name, "name", ct)).Name, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<CalibrationAnswer>> Calibrate(string name, CalibrationBody body, Lookup lookup, IGrainFactory grains, CancellationToken ct)
    {
        var command = body.ToCommand(await lookup.Reference(await lookup.Judge(name, "name", ct), "name"));
        var id = CalibrationBody.Id(command);
        var started = await grains.JudgeCalibration(id).Start(command);
        return TypedResults.Accepted($"/api/v1/judges/{Uri.EscapeDataString(name)}/calibrations/{id}", CalibrationAnswer.Of(id, started));
    }

    private static async Task<Ok<CalibrationAnswer>> Calibration(string name, string id, double? wait, IGrainFactory grains)
    {
        var patience = Seconds.Of(wait, "wait") ?? TimeSpan.Zero;
        return await grains.JudgeCalibration(id).WaitForEnd(patience < LongestWait ? patience : LongestWait) is { } calibration
            ? TypedResults.Ok(CalibrationAnswer.Of(id, calibration))
            : throw new RefusedException(Refusal.NotFound, $"No calibration '{id}' of the judge '{name}' runs or has ended lately; start it again, what the judge said is kept.", "id");
    }
}

using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Monitoring;

internal static class RuleEndpoints
{
    public static void MapRules(this RouteGroupBuilder monitoring)
    {
        var rules = monitoring.MapGroup("/rules");
        rules.MapGet("/", List).WithName("ListAlertRules").WithSummary("List the alert rules, those that come with BenchHub included");
        rules.MapPost("/", Add).WithName("AddAlertRule").WithSummary("Add an alert rule, which judges results from now on");
        rules.MapGet("/{id}", Get).WithName("GetAlertRule").WithSummary("Get an alert rule by id or name");
        rules.MapPut("/{id}", Change).WithName("ChangeAlertRule").WithSummary("Replace an alert rule; alerts of other conditions are closed");
        rules.MapDelete("/{id}", Remove).WithName("RemoveAlertRule").WithSummary("Remove an alert rule; its alerts stay as history");
        rules.MapPost("/{id}/silence", Silence).WithName("SilenceAlertRule").WithSummary("Tell nobody of a rule's alerts until an instant");
        rules.MapDelete("/{id}/silence", Unsilence).WithName("UnsilenceAlertRule").WithSummary("End a silence; what still fires is told");
    }

    private static async Task<Ok<PageAnswer<RuleAnswer>>> List(AlertRules rules, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok(new PageAnswer<RuleAnswer>([.. (await rules.List(ct)).Select(row => RuleAnswer.Of(row, now))], null));
    }

    private static async Task<Created<RuleAnswer>> Add(
        RuleBody body, [AsParameters] IdempotencyKey key, RuleNames names, IGrainFactory grains, AlertRules rules, TimeProvider time, CancellationToken ct)
    {
        var id = key.Id(AlertRuleId.Prefix, time);
        var rule = await body.ToRule(names, ct);
        if (await rules.Find(id, ct) is not { } made)
        {
            await grains.Alert(new(id)).Put(rule);
        }
        else if (!RuleBody.Says(made, rule))
        {
            throw new RefusedException(Refusal.Conflict, "This idempotency key names a different rule already; use another key.", "Idempotency-Key");
        }

        return TypedResults.Created($"/api/v1/monitoring/rules/{id}", await Answer(id, rules, time, ct));
    }

    private static async Task<Ok<RuleAnswer>> Get(string id, RuleNames names, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(RuleAnswer.Of(await names.Rule(id, ct), time.GetUtcNow()));

    private static async Task<Ok<RuleAnswer>> Change(string id, RuleBody body, RuleNames names, IGrainFactory grains, AlertRules rules, TimeProvider time, CancellationToken ct)
    {
        var known = await names.Rule(id, ct);
        await grains.Alert(new(known.Id)).Put(await body.ToRule(names, ct));
        return TypedResults.Ok(await Answer(known.Id, rules, time, ct));
    }

    private static async Task<NoContent> Remove(string id, RuleNames names, IGrainFactory grains, CancellationToken ct)
    {
        await grains.Alert(new((await names.Rule(id, ct)).Id)).Remove();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<RuleAnswer>> Silence(string id, SilenceBody body, RuleNames names, IGrainFactory grains, AlertRules rules, TimeProvider time, CancellationToken ct)
    {
        var known = await names.Rule(id, ct);
        await grains.Alert(new(known.Id)).Silence(body.ToCommand(time.GetUtcNow()));
        return TypedResults.Ok(await Answer(known.Id, rules, time, ct));
    }

    private static async Task<Ok<RuleAnswer>> Unsilence(string id, RuleNames names, IGrainFactory grains, AlertRules rules, TimeProvider time, CancellationToken ct)
    {
        var known = await names.Rule(id, ct);
        await grains.Alert(new(known.Id)).Unsilence();
        return TypedResults.Ok(await Answer(known.Id, rules, time, ct));
    }

    private static async Task<RuleAnswer> Answer(string id, AlertRules rules, TimeProvider time, CancellationToken ct) =>
        RuleAnswer.Of(await rules.Find(id, ct) ?? throw new RefusedException(Refusal.Conflict, $"Rule '{id}' was removed meanwhile.", "id"), time.GetUtcNow());
}

using BenchHub.Api.Json;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Monitoring;

internal static class ChannelEndpoints
{
    public static void MapChannels(this RouteGroupBuilder monitoring)
    {
        var channels = monitoring.MapGroup("/channels");
        channels.MapGet("/", List).WithName("ListChannels").WithSummary("List where alerts are told");
        channels.MapPost("/", Add).WithName("AddChannel").WithSummary("Add a webhook that alerts are told to; the secret signs and is never shown");
        channels.MapDelete("/{id}", Remove).WithName("RemoveChannel").WithSummary("Remove a channel; what it was yet to be told is given up");
        channels.MapPost("/{id}/test", Test).WithName("TestChannel").WithSummary("Send a test to a channel and say what came of it");
    }

    private static async Task<Ok<PageAnswer<ChannelAnswer>>> List(WebhookChannels channels, CancellationToken ct) =>
        TypedResults.Ok(new PageAnswer<ChannelAnswer>([.. (await channels.List(ct)).Select(ChannelAnswer.Of)], null));

    private static async Task<Created<ChannelAnswer>> Add(
        ChannelBody body, [AsParameters] IdempotencyKey key, IGrainFactory grains, WebhookChannels channels, TimeProvider time, CancellationToken ct)
    {
        var id = key.Id(ChannelId.Prefix, time);
        await grains.Channel(new(id)).Add(body.ToCommand());
        var row = await channels.Find(id, ct) ?? throw new RefusedException(Refusal.Conflict, $"Channel '{id}' was removed meanwhile.", "id");
        return TypedResults.Created($"/api/v1/monitoring/channels/{id}", ChannelAnswer.Of(row));
    }

    private static async Task<NoContent> Remove(string id, RuleNames names, IGrainFactory grains, CancellationToken ct)
    {
        await grains.Channel(new((await names.Channel(id, "id", ct)).Id)).Remove();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ChannelTrialAnswer>> Test(string id, RuleNames names, IGrainFactory grains, CancellationToken ct)
    {
        var trial = await grains.Channel(new((await names.Channel(id, "id", ct)).Id)).Test();
        return TypedResults.Ok(new ChannelTrialAnswer(trial.Delivered, trial.Status, trial.Error, trial.Milliseconds));
    }
}

/// <summary>A webhook.</summary>
[RequestBody]
internal sealed record ChannelBody
{
    public string? Name { get; init; }

    /// <summary>webhook. Default: webhook.</summary>
    public string? Kind { get; init; }

    /// <summary>http or https. A query may hold a key: it is never shown.</summary>
    public string? Url { get; init; }

    /// <summary>Signs what is sent, by HMAC-SHA256. Default: unsigned.</summary>
    public string? Secret { get; init; }

    /// <exception cref="RefusedException">The kind is unknown.</exception>
    public AddChannel ToCommand() => Kind is null or "webhook"
        ? new(Name ?? "", Url ?? "", Secret)
        : throw new RefusedException(Refusal.Invalid, $"The kind is webhook, not '{Kind}'.", "kind");
}

/// <param name="Url">Without its query.</param>
/// <param name="Signed">Whether there is a secret.</param>
internal sealed record ChannelAnswer(string Id, string Name, string Kind, string Url, bool Signed, DateTimeOffset CreatedAt)
{
    public static ChannelAnswer Of(ChannelRow row) => new(row.Id, row.Name, row.Kind, row.ShownUrl, row.IsSigned, row.CreatedAt);
}

/// <param name="Status">Of the receiver's answer; null where there was none.</param>
/// <param name="Error">Null where it was delivered.</param>
internal sealed record ChannelTrialAnswer(bool Delivered, int? Status, string? Error, double Milliseconds);

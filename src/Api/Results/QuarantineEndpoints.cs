using BenchHub.Api.Json;
using BenchHub.Storage.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Results;

/// <summary>A result in quarantine does not stand for its system in leaderboards, comparisons by latest and analytics; an earlier one does.</summary>
internal static class QuarantineEndpoints
{
    public static void MapQuarantine(this RouteGroupBuilder results)
    {
        results.MapPost("/{id}/quarantine", Set).WithName("QuarantineResult").WithSummary("Let a result no longer stand for its system");
        results.MapDelete("/{id}/quarantine", Lift).WithName("ReleaseResult").WithSummary("Let a result stand for its system again");
    }

    private static async Task<Ok<ResultAnswer>> Set(
        string id, QuarantineBody body, ResultCatalog catalog, ResultView view, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        await view.Get(id, ct);
        await catalog.Quarantine(id, Checked(body.Reason, 2_000) ?? throw new RefusedException(Refusal.Invalid, "Say why, for those who miss the result later.", "reason"), Checked(body.By, 200), time.GetUtcNow(), ct);
        return await Told(id, view, grains, ct);
    }

    private static async Task<Ok<ResultAnswer>> Lift(string id, ResultCatalog catalog, ResultView view, IGrainFactory grains, CancellationToken ct)
    {
        await catalog.Release(id, ct);
        return await Told(id, view, grains, ct);
    }

    /// <summary>No result comes of it that watchers of the leaderboard would hear of.</summary>
    private static async Task<Ok<ResultAnswer>> Told(string id, ResultView view, IGrainFactory grains, CancellationToken ct)
    {
        var result = await view.Get(id, ct);
        await grains.Leaderboard(new(result.DatasetId)).Refresh();
        return TypedResults.Ok(result);
    }

    private static string? Checked(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= longest ? text.Trim()
        : throw new RefusedException(Refusal.Invalid, $"The text has {text.Length} characters; at most {longest} are allowed.");
}

[RequestBody]
internal sealed record QuarantineBody
{
    public string? Reason { get; init; }

    /// <summary>Who says so; the hub knows keys, not people.</summary>
    public string? By { get; init; }
}

/// <param name="By">Who said so, where they said who they are.</param>
internal sealed record QuarantineAnswer(string Reason, string? By, DateTimeOffset At)
{
    public static QuarantineAnswer? Of(ResultRow row) => row.QuarantinedAt is { } at ? new(row.QuarantineReason ?? "", row.QuarantinedBy, at) : null;
}

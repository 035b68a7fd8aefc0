using System.Text.Json;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models.Batches;

/// <summary>Where a batch stands at its provider.</summary>
/// <param name="Id">The provider's.</param>
/// <param name="Status">The provider's word.</param>
/// <param name="Done">Requests that were answered or failed.</param>
/// <param name="Total">As far as the provider has counted them.</param>
/// <param name="CreatedAt">By the provider's clock.</param>
public sealed record BatchState(string Id, string Status, int Done, int Total, DateTimeOffset CreatedAt)
{
    public string? OutputFile { get; init; }

    public string? ErrorFile { get; init; }

    /// <summary>What the provider says of a batch that it did not take.</summary>
    public string? Problem { get; init; }

    /// <summary>When it came to its end; null while it has none.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Nothing more comes of it.</summary>
    public bool IsOver => Status is "completed" or "failed" or "expired" or "cancelled";

    /// <exception cref="AnswerFormatException">It is no batch.</exception>
    internal static BatchState Read(JsonElement json)
    {
        var counts = json.Object("request_counts");
        var created = Instant(json, "created_at") ?? DateTimeOffset.UnixEpoch;
        return new(
            json.Text("id") ?? throw new AnswerFormatException("the batch has no 'id'"),
            json.Text("status") ?? throw new AnswerFormatException("the batch has no 'status'"),
            (counts.Count("completed") ?? 0) + (counts.Count("failed") ?? 0),
            counts.Count("total") ?? 0,
            created)
        {
            OutputFile = json.Text("output_file_id"),
            ErrorFile = json.Text("error_file_id"),
            Problem = json.Object("errors")?.List("data").Select(Told).FirstOrDefault(),
            EndedAt = Instant(json, "completed_at") ?? Instant(json, "cancelled_at") ?? Instant(json, "expired_at") ?? Instant(json, "failed_at"),
        };
    }

    private static string Told(JsonElement error) =>
        (((JsonElement?)error).Count("line") is { } line ? $"line {line}: " : "") + (error.Text("message") ?? error.Text("code") ?? "it does not say why");

    private static DateTimeOffset? Instant(JsonElement json, string field) =>
        ((JsonElement?)json).Count(field) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

/// <summary>One line of a batch's output or error file, still as the provider wrote it.</summary>
/// <param name="CustomId">Which request it belongs to.</param>
/// <param name="Status">HTTP status of the request; null where it was not made.</param>
/// <param name="Body">What was answered.</param>
/// <param name="Error">Why the request was not made.</param>
public sealed record BatchLine(string CustomId, int? Status, byte[] Body, BatchLineError? Error);

/// <param name="Code">The provider's word, such as <c>batch_expired</c>.</param>
/// <param name="Message">For people.</param>
public sealed record BatchLineError(string Code, string Message);

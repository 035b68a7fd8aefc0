using System.Text.Json.Nodes;
using BenchHub.Storage.Batches;

namespace BenchHub.Api.Batches;

/// <summary>A batch as OpenAI's interface shows it.</summary>
internal static class BatchAnswer
{
    public static JsonObject Of(ServedBatch batch)
    {
        var errors = JsonNode.Parse(batch.Errors)!.AsArray();
        return new()
        {
            ["id"] = batch.Id,
            ["object"] = "batch",
            ["endpoint"] = batch.Endpoint,
            ["errors"] = errors.Count == 0 ? null : new JsonObject { ["object"] = "list", ["data"] = errors },
            ["input_file_id"] = batch.InputFileId,
            ["completion_window"] = "24h",
            ["status"] = batch.Status,
            ["output_file_id"] = batch.OutputFileId,
            ["error_file_id"] = batch.ErrorFileId,
            ["created_at"] = batch.CreatedAt.ToUnixTimeSeconds(),
            ["in_progress_at"] = Seconds(batch.InProgressAt),
            ["expires_at"] = batch.ExpiresAt.ToUnixTimeSeconds(),
            ["finalizing_at"] = Seconds(batch.FinalizingAt),
            ["completed_at"] = EndedAs(batch, ServedBatchStatus.Completed),
            ["failed_at"] = EndedAs(batch, ServedBatchStatus.Failed),
            ["expired_at"] = EndedAs(batch, ServedBatchStatus.Expired),
            ["cancelling_at"] = Seconds(batch.CancellingAt),
            ["cancelled_at"] = EndedAs(batch, ServedBatchStatus.Cancelled),
            ["request_counts"] = new JsonObject { ["total"] = batch.Total, ["completed"] = batch.Completed, ["failed"] = batch.Failed },
            ["metadata"] = JsonNode.Parse(batch.Metadata),
        };
    }

    private static JsonNode? EndedAs(ServedBatch batch, string status) => batch.Status == status ? Seconds(batch.EndedAt) : null;

    private static JsonNode? Seconds(DateTimeOffset? at) => at?.ToUnixTimeSeconds();
}

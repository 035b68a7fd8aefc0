using BenchHub.Storage.Models;
using Dapper;

namespace BenchHub.Storage.Batches;

/// <summary>Words of a served batch's status, which are OpenAI's.</summary>
public static class ServedBatchStatus
{
    public const string Validating = "validating";
    public const string InProgress = "in_progress";
    public const string Finalizing = "finalizing";
    public const string Cancelling = "cancelling";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Expired = "expired";
    public const string Cancelled = "cancelled";

    public static bool IsFinal(string status) => status is Completed or Failed or Expired or Cancelled;
}

/// <summary>One batch that the hub answers.</summary>
/// <param name="Epoch">How often it was begun; only the latest runner may write.</param>
/// <param name="Metadata">The asker's own words, as a JSON object of texts.</param>
/// <param name="Errors">What is wrong with its lines, as a JSON array.</param>
/// <param name="Total">Lines; 0 until they are validated.</param>
[method: ExplicitConstructor]
public sealed record ServedBatch(
    string Id,
    string Status,
    int Epoch,
    string Endpoint,
    string InputFileId,
    string? OutputFileId,
    string? ErrorFileId,
    string Metadata,
    string Errors,
    int Total,
    int Completed,
    int Failed,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? InProgressAt,
    DateTimeOffset? FinalizingAt,
    DateTimeOffset? CancellingAt,
    DateTimeOffset? EndedAt);

/// <summary>What came of one line.</summary>
/// <param name="Line">From 1.</param>
/// <param name="IsError">Whether it goes into the error file.</param>
/// <param name="Json">The line as it will stand in its file, without a line feed.</param>
public sealed record ServedAnswer(int Line, bool IsError, byte[] Json);

/// <summary>An answer that a system was paid for.</summary>
public sealed record ServedPayment(string SystemId, PaidResponse Paid);

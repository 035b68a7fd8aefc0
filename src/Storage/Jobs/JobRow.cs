using Dapper;

namespace BenchHub.Storage.Jobs;

/// <summary>The projection of one job.</summary>
/// <param name="Status"><c>pending</c>, <c>running</c>, <c>paused</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Document">JSON of the command; comes back as the text it was given as.</param>
/// <param name="Error">Why the job failed, for people.</param>
[method: ExplicitConstructor]
public sealed record JobRow(
    string Id,
    string Name,
    string Status,
    string Document,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt);

/// <param name="Cost">In billionths of a US dollar.</param>
/// <param name="InputTokens">Of requests that were paid for.</param>
/// <param name="OutputTokens">Of their answers.</param>
/// <param name="Unpriced">Answers of models without a known price, which are not in the cost.</param>
/// <param name="Cached">Answers that stood in the cache and cost nothing.</param>
[method: ExplicitConstructor]
public sealed record Spending(long Cost, long InputTokens, long OutputTokens, long Unpriced, long Cached)
{
    public static Spending None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Of requests and answers together.</summary>
    public long Tokens => InputTokens + OutputTokens;
}

/// <summary>One system over one dataset within a job, with its progress.</summary>
/// <param name="Epoch">How often the task was begun; only the latest runner may write.</param>
/// <param name="Done">Items recorded, failed ones included.</param>
/// <param name="Failed">Items recorded with an error.</param>
/// <param name="Cost">Paid so far, in billionths of a US dollar; <paramref name="Unpriced"/> answers are not in it.</param>
/// <param name="Unpriced">Answers of a model without a known price.</param>
/// <param name="Cached">Answers that stood in the cache and cost nothing.</param>
[method: ExplicitConstructor]
public sealed record TaskRow(
    string JobId,
    int Number,
    string ResultId,
    string SystemId,
    string SystemName,
    int SystemRevision,
    string DatasetId,
    string DatasetName,
    int DatasetVersion,
    string ContentHash,
    int Items,
    string Status,
    int Epoch,
    int Done,
    int Failed,
    string? Message,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    long Cost = 0,
    long InputTokens = 0,
    long OutputTokens = 0,
    int Unpriced = 0,
    int Cached = 0);

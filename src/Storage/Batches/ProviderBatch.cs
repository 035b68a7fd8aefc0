using Dapper;

namespace BenchHub.Storage.Batches;

/// <summary>Words of a batch's status.</summary>
public static class ProviderBatchStatus
{
    /// <summary>In the queue of its system; nothing is attached to it yet.</summary>
    public const string Waiting = "waiting";

    /// <summary>About to be submitted: whether the provider has it is not known.</summary>
    public const string Intended = "intended";

    /// <summary>The provider has it.</summary>
    public const string Submitted = "submitted";

    /// <summary>It has ended and what it answered is kept.</summary>
    public const string Collected = "collected";
}

/// <summary>One batch of requests at a provider.</summary>
/// <param name="Id">Ours; stands in the provider's metadata, so that a batch can be found whose confirmation was lost.</param>
/// <param name="ProviderId">The provider's; null before it has confirmed.</param>
/// <param name="Requests">How many lines it has; 0 while it waits.</param>
/// <param name="Bytes">Of its lines.</param>
/// <param name="MostCost">What it may cost at the most, in billionths of a US dollar.</param>
/// <param name="MostTokens">What it may take at the most.</param>
[method: ExplicitConstructor]
public sealed record ProviderBatch(
    string Id,
    string ResultId,
    string SystemId,
    string JobId,
    string Status,
    int Priority,
    string? ProviderId,
    string Endpoint,
    int Requests,
    long Bytes,
    long MostCost,
    long MostTokens,
    DateTimeOffset CreatedAt);

/// <summary>A request on its way into batches.</summary>
/// <param name="Key">From <see cref="Models.ResponseKey"/>.</param>
/// <param name="Json">The request itself.</param>
/// <param name="Bytes">Of its line.</param>
/// <param name="MostInput">Tokens that it may have.</param>
/// <param name="MostOutput">Tokens that its answer may have.</param>
public sealed record PlannedRequest(string Key, byte[] Json, int Bytes, int MostInput, int MostOutput);

/// <summary>A request that stands in no batch.</summary>
[method: ExplicitConstructor]
public sealed record OpenRequest(string Key, int Place, int Bytes, int MostInput, int MostOutput);

/// <summary>How a request fared.</summary>
/// <param name="State"><c>open</c>, <c>answered</c> or <c>failed</c>.</param>
/// <param name="Failures">Batches that brought no answer.</param>
/// <param name="Error">Why the last one did not.</param>
[method: ExplicitConstructor]
public sealed record AskedRequest(string Key, string State, int Failures, string? Error);

using BenchHub.Storage.Models;

namespace BenchHub.Grains.Models;

/// <summary>Where a run looks for answers that were given before, and where it puts those that it paid for.</summary>
/// <param name="Cache">All kept answers.</param>
/// <param name="Scope">Who shares them: the system's id and revision, or the result's id where nobody else may.</param>
/// <param name="Since">Older answers count as absent.</param>
/// <param name="Keep">Writes through, in the next commit of the run.</param>
internal sealed record ResponseStore(
    ResponseCache Cache, string Scope, DateTimeOffset Since, Func<PaidResponse, CancellationToken, ValueTask> Keep);

using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Models;

/// <summary>Where a run looks for answers that were given before, and where it puts those that it paid for.</summary>
/// <param name="Known">Answers that may be used again.</param>
/// <param name="Scope">Who shares them: the system's id and revision, or the result's id where nobody else may.</param>
/// <param name="Keep">Writes through, in the next commit of the run.</param>
internal sealed record ResponseStore(GatheredReads<ModelOutput> Known, string Scope, Func<PaidResponse, CancellationToken, ValueTask> Keep);

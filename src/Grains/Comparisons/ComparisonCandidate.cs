using System.Text.Json;
using BenchHub.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Comparisons;

/// <summary>One result that takes part: its row, its aggregate and its score per item.</summary>
internal sealed record ComparisonCandidate(ResultRow Result, MetricRow Metric, double[] Scores)
{
    /// <summary>How the job decided on the number of items by looking at scores; null where it did not.</summary>
    public StoppingReport? Stopping { get; init; }

    /// <summary>What a reader must know of failed items; null where none failed.</summary>
    public string? ErrorsNote => Result.Errors == 0 ? null
        : $"'{Result.SystemName}' failed on {Result.Errors} of {Result.Items} items; they count with the metric's default.";

    /// <summary>That a result counts which does not stand for its system; null where it may.</summary>
    public string? QuarantineNote => Result.QuarantinedAt is null ? null
        : $"Result {Result.Id} of '{Result.SystemName}' is in quarantine ({Result.QuarantineReason}); it counts here since it was named.";

    public static ComparisonCandidate Of(ResultRow result, MetricRow metric, double[] scores) => new(result, metric, scores)
    {
        Stopping = JsonSerializer.Deserialize<Kept>(result.Document, StateJson.Options)?.EarlyStopped,
    };

    /// <summary>The part of a result's document that matters here.</summary>
    private sealed record Kept(StoppingReport? EarlyStopped);
}

/// <param name="Candidates">Higher first, so that a comparison reads the same whichever task ended last; scores of the same items in the same order.</param>
/// <param name="Version">Of the dataset.</param>
/// <param name="Notes">What a reader must know of the choice of results and items.</param>
internal sealed record ComparisonCandidates(IReadOnlyList<ComparisonCandidate> Candidates, int Version, IReadOnlyList<string> Notes);

using System.Collections.Immutable;

namespace BenchHub.Systems;

/// <summary>What another tool recorded of a language model.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.recording-spec")]
public sealed record RecordingSpec
{
    /// <summary>What wrote it, with its version where known: <c>inspect 0.3.95</c>.</summary>
    [Id(0)] public required string Tool { get; init; }

    /// <summary>Whether it holds the likelihoods of choices, and not answers in words.</summary>
    [Id(1)] public bool HasLikelihoods { get; init; }

    /// <summary>Scores that the tool computed, by the names of metrics: <c>imported:exact_match</c>.</summary>
    [Id(2)] public ImmutableArray<string> Metrics { get; init; } = [];
}

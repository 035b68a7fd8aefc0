using System.Collections.Immutable;

namespace BenchHub;

/// <summary>
/// A request the domain turns down, with a sentence safe to show to the caller. Everything else that
/// leaves a grain is a fault.
/// </summary>
[GenerateSerializer, Alias("benchhub.refused")]
public sealed class RefusedException(
    Refusal refusal, string message, string? field = null, ImmutableArray<Finding> findings = default) : Exception(message)
{
    [Id(0)] public Refusal Refusal { get; } = refusal;

    /// <summary>The field of the request that is to blame, in the words of the HTTP body; null when none is.</summary>
    [Id(1)] public string? Field { get; } = field;

    /// <summary>Details, such as each check of a validation; empty when the message says it all.</summary>
    [Id(2)] public ImmutableArray<Finding> Findings { get; } = findings.IsDefault ? [] : findings;
}

/// <summary>One checked thing and what came out.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.finding")]
public sealed record Finding(
    [property: Id(0)] string Check,
    [property: Id(1)] bool Passed,
    [property: Id(2)] string Detail);

using System.Collections.Immutable;

namespace BenchHub.Systems;

/// <summary>Command. <paramref name="Secrets"/> are header values that are sealed at once and never returned.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.register-system")]
public sealed record RegisterSystem(
    [property: Id(0)] SystemSpec Spec,
    [property: Id(1)] ImmutableSortedDictionary<string, string> Secrets)
{
    // A record prints its members; secrets have no place in a log.
    public override string ToString() => $"{nameof(RegisterSystem)} {{ {Spec.Name} }}";
}

public enum SystemStatus
{
    Active = 0,
    Retired = 1,
}

[GenerateSerializer, Immutable, Alias("benchhub.system-snapshot")]
public sealed record SystemSnapshot(
    [property: Id(0)] SystemId Id,
    [property: Id(1)] SystemSpec Spec,
    [property: Id(2)] SystemStatus Status,
    [property: Id(3)] int Revision,
    [property: Id(4)] ImmutableArray<string> SecretHeaders,
    [property: Id(5)] ValidationReport? Validation,
    [property: Id(6)] HealthCheck? Health,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] DateTimeOffset UpdatedAt);

/// <summary>Each check of a system, in the order in which they ran.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.validation-report")]
public sealed record ValidationReport(
    [property: Id(0)] bool IsValid,
    [property: Id(1)] ImmutableArray<Finding> Checks,
    [property: Id(2)] double? ResponseMilliseconds);

[GenerateSerializer, Immutable, Alias("benchhub.health-check")]
public sealed record HealthCheck(
    [property: Id(0)] DateTimeOffset CheckedAt,
    [property: Id(1)] bool IsHealthy,
    [property: Id(2)] double? ResponseMilliseconds,
    [property: Id(3)] ImmutableArray<Finding> Checks);

/// <summary>What a runner needs to call the system; secrets stay sealed until the call.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.system-access")]
public sealed record SystemAccess(
    [property: Id(0)] SystemId Id,
    [property: Id(1)] SystemSpec Spec,
    [property: Id(2)] int Revision,
    [property: Id(3)] string? SealedSecrets);

using BenchHub.Systems;

namespace BenchHub.Grains.Systems;

/// <summary>What survives a restart. Fields are only ever added, with a safe default.</summary>
internal sealed record SystemState
{
    public SystemSpec? Spec { get; init; }

    /// <summary>Header values, sealed; null when the system has none.</summary>
    public string? SealedSecrets { get; init; }

    public string[] SecretHeaders { get; init; } = [];

    public SystemStatus Status { get; init; }

    public int Revision { get; init; }

    public ValidationReport? Validation { get; init; }

    public HealthCheck? Health { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

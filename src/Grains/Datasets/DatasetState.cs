using System.Collections.Immutable;
using BenchHub.Datasets;

namespace BenchHub.Grains.Datasets;

/// <summary>What survives a restart. Fields are only ever added, with a safe default.</summary>
internal sealed record DatasetState
{
    public string? Name { get; init; }

    public string Description { get; init; } = "";

    public DatasetStatus Status { get; init; }

    public ImmutableArray<DatasetVersion> Versions { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

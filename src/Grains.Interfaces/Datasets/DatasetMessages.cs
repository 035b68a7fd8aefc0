using System.Collections.Immutable;

namespace BenchHub.Datasets;

/// <summary>Command: the content under <paramref name="ContentHash"/> is stored and becomes the latest version.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.add-version")]
public sealed record AddVersion(
    [property: Id(0)] string Name,
    [property: Id(1)] string Description,
    [property: Id(2)] string Format,
    [property: Id(3)] string ContentHash,
    [property: Id(4)] int Items,
    [property: Id(5)] int Documents,
    [property: Id(6)] int Judgements);

/// <summary>One immutable state of a dataset. Numbers start at 1.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.dataset-version")]
public sealed record DatasetVersion(
    [property: Id(0)] int Number,
    [property: Id(1)] string Format,
    [property: Id(2)] string ContentHash,
    [property: Id(3)] int Items,
    [property: Id(4)] int Documents,
    [property: Id(5)] int Judgements,
    [property: Id(6)] DateTimeOffset CreatedAt);

public enum DatasetStatus
{
    Active = 0,
    Retired = 1,
}

[GenerateSerializer, Immutable, Alias("benchhub.dataset-snapshot")]
public sealed record DatasetSnapshot(
    [property: Id(0)] DatasetId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Description,
    [property: Id(3)] DatasetStatus Status,
    [property: Id(4)] ImmutableArray<DatasetVersion> Versions,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset UpdatedAt)
{
    public DatasetVersion Latest => Versions[^1];
}

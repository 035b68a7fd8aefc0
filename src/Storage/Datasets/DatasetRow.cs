using Dapper;

namespace BenchHub.Storage.Datasets;

/// <summary>The projection of one dataset at its current version.</summary>
/// <param name="Status"><c>claimed</c>, <c>active</c> or <c>retired</c>.</param>
/// <param name="Document">JSON; comes back as the text it was given as.</param>
[method: ExplicitConstructor]
public sealed record DatasetRow(
    string Id,
    string Name,
    string Status,
    int Version,
    int Items,
    string Document,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

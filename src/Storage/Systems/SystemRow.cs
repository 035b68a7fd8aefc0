using Dapper;

namespace BenchHub.Storage.Systems;

/// <summary>The projection of one system.</summary>
/// <param name="Status"><c>claimed</c>, <c>active</c> or <c>retired</c>.</param>
/// <param name="Document">JSON; comes back as the text it was given as.</param>
[method: ExplicitConstructor]
public sealed record SystemRow(
    string Id,
    string Name,
    string Kind,
    string Status,
    string? Url,
    IReadOnlyList<string> Tags,
    string Document,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Which systems to list; an empty filter lists all that are active.</summary>
/// <param name="Search">Part of the name, the address or a tag; case does not matter.</param>
/// <param name="Tag">A whole tag, exactly.</param>
public sealed record SystemFilter(string? Search = null, string? Tag = null, string? Kind = null, bool IncludeRetired = false);

using Dapper;

namespace BenchHub.Storage.Systems;

/// <summary>One look at a system's health.</summary>
/// <param name="Document">JSON: the checks and what came out.</param>
[method: ExplicitConstructor]
public sealed record HealthRow(string SystemId, DateTimeOffset CheckedAt, bool IsHealthy, double? ResponseMilliseconds, string Document);

/// <summary>The history of health checks.</summary>
public sealed class HealthLog(Database database)
{
    /// <summary>Adds a check; the same system and instant (to the microsecond) is added once.</summary>
    public Task Append(HealthRow row, CancellationToken cancellation = default) => database.Execute(
        """
        INSERT INTO health_checks (system_id, checked_at, is_healthy, response_milliseconds, document)
        VALUES (@SystemId, @CheckedAt, @IsHealthy, @ResponseMilliseconds, @Document)
        ON CONFLICT (system_id, checked_at) DO NOTHING
        """,
        new
        {
            row.SystemId,
            row.CheckedAt,
            row.IsHealthy,
            ResponseMilliseconds = Mapping.Defined(row.ResponseMilliseconds),
            Document = new Json(row.Document),
        },
        cancellation);

    /// <summary>Newest first.</summary>
    public Task<Page<HealthRow>> List(string systemId, PageRequest page, CancellationToken cancellation = default) => Listing.Read<HealthRow>(
        database,
        "SELECT * FROM (SELECT system_id, system_id AS id, checked_at, is_healthy, response_milliseconds, document FROM health_checks) AS checks",
        "checked_at", ["system_id = @systemId"], new() { ["systemId"] = systemId }, page, row => new(row.CheckedAt, row.SystemId), cancellation);

    /// <returns>How many checks, all older than <paramref name="before"/>, were removed.</returns>
    public Task<int> Prune(DateTimeOffset before, CancellationToken cancellation = default) =>
        database.Execute("DELETE FROM health_checks WHERE checked_at < @before", new { before }, cancellation);
}

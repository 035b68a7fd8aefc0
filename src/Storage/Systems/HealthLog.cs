using System.Data.Common;
using Dapper;

namespace BenchHub.Storage.Systems;

/// <summary>One look at a system's health.</summary>
/// <param name="Document">JSON: the checks and what came out.</param>
[method: ExplicitConstructor]
public sealed record HealthRow(string SystemId, DateTimeOffset CheckedAt, bool IsHealthy, double? ResponseMilliseconds, string Document);

/// <summary>The history of health checks; on PostgreSQL a partition for each month (UTC).</summary>
public sealed class HealthLog(Database database)
{
    private const string Table = "health_checks";

    /// <summary>Adds a check; the same system and instant (to the microsecond) is added once.</summary>
    public async Task Append(HealthRow row, CancellationToken cancellation = default)
    {
        try
        {
            await database.Write(scope => Insert(scope, row), cancellation);
        }
        catch (DbException missing) when (database.IsMonthMissing(missing))
        {
            // Nobody remembers which months there are: another process may make or drop one at any time.
            await database.Write(
                async scope =>
                {
                    await scope.Engine.MakeMonth(scope, Table, row.CheckedAt);
                    return await Insert(scope, row);
                },
                cancellation);
        }
    }

    /// <summary>Newest first.</summary>
    public Task<Page<HealthRow>> List(string systemId, PageRequest page, CancellationToken cancellation = default)
    {
        List<string> where = ["system_id = @systemId"];
        var values = new Dictionary<string, object?> { ["systemId"] = systemId };
        if (Cursor.Parse(page.Cursor) is { } after)
        {
            // The cursor says the same, in a form from which PostgreSQL cannot tell that later months are not needed.
            where.Add("checked_at <= @Until");
            values["Until"] = after.At;
        }

        return Listing.Read<HealthRow>(
            database,
            $"SELECT * FROM (SELECT system_id, system_id AS id, checked_at, is_healthy, response_milliseconds, document FROM {Table}) AS checks",
            "checked_at", where, values, page, row => new(row.CheckedAt, row.SystemId), cancellation);
    }

    /// <summary>Removes checks older than <paramref name="before"/>: whole months with their partition, the rest row by row.</summary>
    /// <returns>How many.</returns>
    public Task<long> Prune(DateTimeOffset before, CancellationToken cancellation = default) => database.Write(
        async scope => await scope.Engine.DropMonths(scope, Table, before) + await scope.Execute($"DELETE FROM {Table} WHERE checked_at < @before", new { before }),
        cancellation);

    private static Task<int> Insert(Scope scope, HealthRow row) => scope.Execute(
        $"""
        INSERT INTO {Table} (system_id, checked_at, is_healthy, response_milliseconds, document)
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
        });
}

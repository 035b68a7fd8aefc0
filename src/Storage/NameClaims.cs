namespace BenchHub.Storage;

/// <summary>
/// Names are unique among the rows of a table that are not retired. A row that is only <c>claimed</c> holds its name
/// for a minute, while what it names is being made.
/// </summary>
internal static class NameClaims
{
    public const string Claimed = "claimed";
    public const string Active = "active";
    public const string Retired = "retired";

    /// <summary>The condition of the index on names, word for word: SQLite uses it for no query that does not say so.</summary>
    public const string IsHeld = $"status <> '{Retired}'";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <param name="insert">Adds the claimed row, or nothing when the name is held.</param>
    /// <returns>The id that holds the name now.</returns>
    public static async Task<string> Claim(Scope scope, string table, string insert, string name, string id, DateTimeOffset now)
    {
        var values = new { name, id, now, stale = now - Lifetime, document = new Json("{}"), tags = (IReadOnlyList<string>)[] };
        while (true)
        {
            await scope.Execute(
                $"DELETE FROM {table} WHERE name = @name AND status = '{Claimed}' AND {IsHeld} AND (created_at < @stale OR id = @id)", values);
            await scope.Execute($"{insert} ON CONFLICT (name) WHERE {IsHeld} DO NOTHING", values);
            if (await scope.First<string>($"SELECT id FROM {table} WHERE name = @name AND {IsHeld}", values) is { } holder)
            {
                return holder;
            }
        }
    }

    public static Task Release(Database database, string table, string id, CancellationToken cancellation) =>
        database.Execute($"DELETE FROM {table} WHERE id = @id AND status = '{Claimed}'", new { id }, cancellation);

    /// <summary>Runs an upsert that may meet another holder of the name.</summary>
    public static async Task Put(Database database, string sql, object values, string name, CancellationToken cancellation)
    {
        try
        {
            await database.Execute(sql, values, cancellation);
        }
        catch (System.Data.Common.DbException taken) when (database.IsDuplicate(taken))
        {
            throw new NameTakenException(name, taken);
        }
    }
}

using BenchHub.Cli.Tests.Processes;
using BenchHub.Storage;
using Dapper;

namespace BenchHub.Cli.Tests.Models;

/// <summary>The answers that a hub has paid for and committed, read beside it.</summary>
internal static class Cached
{
    /// <param name="folder">Of the hub.</param>
    /// <param name="server">Its PostgreSQL database; null where it has its own file.</param>
    public static async Task<int> Count(TempFolder folder, string? server = null)
    {
        await using var database = new Database(StorageOptions.Parse(server ?? Path.Combine(folder.Path, "benchhub.db")), TimeProvider.System);
        return await database.Read(static connection => connection.ExecuteScalarAsync<int>("SELECT count(*) FROM response_cache"));
    }
}

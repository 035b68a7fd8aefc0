using BenchHub.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BenchHub.Silo;

/// <summary>A silo that answers HTTP at all has joined its cluster; what may be missing later is its database.</summary>
internal sealed class DatabaseCheck(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await database.Read(
            async connection =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT 1";
                return await command.ExecuteScalarAsync(cancellationToken);
            },
            cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

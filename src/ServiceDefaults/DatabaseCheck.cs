using BenchHub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BenchHub;

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

public static class DatabaseCheckExtensions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Ready while the host's database answers.</summary>
    public static IHealthChecksBuilder AddDatabase(this IHealthChecksBuilder checks) =>
        checks.AddCheck<DatabaseCheck>("database", tags: [ServiceDefaultsExtensions.Ready], timeout: Timeout);
}

using BenchHub.Systems;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BenchHub.Api.Health;

internal sealed class ClusterCheck(IGrainFactory grains) : IHealthCheck
{
    // An id that no system has: the call goes through the cluster and changes nothing.
    private static readonly SystemId Nobody = new("sys_readiness");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await grains.System(Nobody).Get().WaitAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

internal static class ServingStatuses
{
    /// <returns>NOT_SERVING when a check is unhealthy, SERVING when none is, UNKNOWN without any check.</returns>
    public static ServingStatus Of(IEnumerable<HealthReportEntry> entries) =>
        entries.Select(static entry => entry.Status).ToList() switch
        {
            [] => ServingStatus.Unknown,
            var all when all.Contains(HealthStatus.Unhealthy) => ServingStatus.NotServing,
            _ => ServingStatus.Serving,
        };

    public static ServingStatus Of(HealthReport report, ServiceMapping mapping) => Of(report.Entries
        .Where(entry => mapping.HealthCheckPredicate?.Invoke(new(entry.Key, entry.Value.Tags)) != false)
        .Select(static entry => entry.Value));
}

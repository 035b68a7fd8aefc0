using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BenchHub;

/// <summary>What every host of BenchHub has: telemetry, health endpoints, and logs as JSON where asked for.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>The tag of a health check that must pass before requests are sent here.</summary>
    public const string Ready = "ready";

    /// <summary>
    /// Repeating it adds nothing. <c>BenchHub:LogFormat=json</c> writes one JSON object per log line;
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> sends metrics and traces to a collector.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        if (builder.Services.Any(static service => service.ServiceType == typeof(Added)))
        {
            return builder;
        }

        builder.Services.AddSingleton<Added>();
        builder.Services.AddHealthChecks();
        builder.AddLogFormat();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>
    /// <c>/health/live</c>: the process runs. <c>/health/ready</c>: each check with the tag <see cref="Ready"/>
    /// passes. <c>/metrics</c>: Prometheus.
    /// </summary>
    public static IEndpointRouteBuilder MapServiceDefaults(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = static _ => false, ResponseWriter = HealthAnswer.Write });
        routes.MapHealthChecks("/health/ready", new() { Predicate = static check => check.Tags.Contains(Ready), ResponseWriter = HealthAnswer.Write });
        routes.MapPrometheusScrapingEndpoint("/metrics");
        return routes;
    }

    private sealed record Added;
}

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Exporter.Prometheus;
using OpenTelemetry.Metrics;

namespace Microsoft.AspNetCore.Builder;

public static class PrometheusExporterEndpointRouteBuilderExtensions
{
    /// <summary>Maps the scrape endpoint to the path of the options.</summary>
    /// <exception cref="InvalidOperationException">AddPrometheusExporter was not called.</exception>
    public static IEndpointConventionBuilder MapPrometheusScrapingEndpoint(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<PrometheusAspNetCoreOptions>>().Value;
        return endpoints.MapPrometheusScrapingEndpoint(options.ScrapeEndpointPath ?? "/metrics");
    }

    public static IEndpointConventionBuilder MapPrometheusScrapingEndpoint(this IEndpointRouteBuilder endpoints, string path)
    {
        var services = endpoints.ServiceProvider;
        var exporter = services.GetService<PrometheusExporter>()
            ?? throw new InvalidOperationException("The metrics have no Prometheus exporter: call AddPrometheusExporter().");

        // Until the provider is built nothing asks the exporter's reader to collect.
        _ = services.GetRequiredService<MeterProvider>();
        return endpoints.Map(path, new ScrapeEndpoint(exporter).Answer);
    }
}

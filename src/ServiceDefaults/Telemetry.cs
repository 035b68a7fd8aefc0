using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BenchHub;

internal static class Telemetry
{
    private static readonly string[] Meters =
    [
        "BenchHub", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
    ];

    private static readonly string[] Sources =
    [
        "BenchHub", "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Microsoft.AspNetCore", "System.Net.Http",
    ];

    private static readonly string[] Quiet = ["Microsoft.AspNetCore", "System.Net.Http.HttpClient"];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var exports = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(static resource => resource.AddService("benchhub"));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddPrometheusExporter();
            if (exports)
            {
                metrics.AddOtlpExporter();
            }
        });

        // Without a collector or logs that name their trace nobody would see the traces.
        if (exports || builder.LogsJson())
        {
            telemetry.WithTracing(traces =>
            {
                traces.AddSource(Sources);
                if (exports)
                {
                    traces.AddOtlpExporter();
                }
            });
        }
    }

    public static void AddLogFormat(this IHostApplicationBuilder builder)
    {
        // One line per request is no news. Below every other source, so that Logging__LogLevel__… still decides.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = Quiet.Select(static category => KeyValuePair.Create<string, string?>($"Logging:LogLevel:{category}", nameof(LogLevel.Warning))),
        });
        if (builder.LogsJson())
        {
            // The scopes tell TraceId and SpanId, of whichever process the call came from.
            builder.Logging.AddJsonConsole(static json => (json.UseUtcTimestamp, json.IncludeScopes) = (true, true));
            builder.Logging.Configure(static logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        }
    }

    private static bool LogsJson(this IHostApplicationBuilder builder) =>
        string.Equals(builder.Configuration["BenchHub:LogFormat"], "json", StringComparison.OrdinalIgnoreCase);
}

using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BenchHub.Prometheus.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task Start_ConfiguredProviders_ListenAndFlushWhenTheHostIsDisposed()
    {
        var spans = new RecordingExporter();
        using var source = new ActivitySource($"bench-{Guid.NewGuid():N}");
        using (var host = Build(otel => otel.WithTracing(tracing => tracing
            .AddSource(source.Name)
            .AddProcessor(new BatchActivityExportProcessor(spans, scheduledDelayMilliseconds: int.MaxValue)))))
        {
            Assert.False(source.HasListeners());
            await host.StartAsync();
            Assert.True(source.HasListeners());
            source.StartActivity("call")!.Dispose();
            await host.StopAsync();
        }

        Assert.Equal(["call"], spans.Names);
        Assert.False(source.HasListeners());
    }

    [Fact]
    public async Task Start_NothingConfigured_Starts()
    {
        using var host = Build(static _ => { });

        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public void AddOpenTelemetry_CalledTwice_AddsToOneProvider()
    {
        using var host = Build(static otel =>
        {
            otel.ConfigureResource(static resource => resource.AddService("hub")).WithMetrics(static metrics => metrics.AddMeter("a"));
            otel.Services.AddOpenTelemetry().WithMetrics(static metrics => metrics.AddMeter("b"));
        });

        Assert.Single(host.Services.GetServices<IHostedService>());
        Assert.Contains(
            host.Services.GetRequiredService<MeterProvider>().GetResource().Attributes,
            static attribute => attribute.Key == "service.name" && (string)attribute.Value == "hub");
    }

    private static IHost Build(Action<OpenTelemetryBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        configure(builder.Services.AddOpenTelemetry());
        return builder.Build();
    }

    private sealed class RecordingExporter : BaseExporter<Activity>
    {
        public List<string> Names { get; } = [];

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                Names.Add(activity.OperationName);
            }

            return ExportResult.Success;
        }
    }
}

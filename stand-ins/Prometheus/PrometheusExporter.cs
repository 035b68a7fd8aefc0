using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter.Prometheus;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace OpenTelemetry.Exporter;

/// <summary>Collects only when a scrape asks for it and writes what was collected in both formats.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly PrometheusAspNetCoreOptions _options;
    private readonly ScrapeCache _scrapes;
    private Scrape? _exported;

    public PrometheusExporter(IOptions<PrometheusAspNetCoreOptions> options)
    {
        _options = options.Value;
        _scrapes = new(TimeSpan.FromMilliseconds(_options.ScrapeResponseCacheDurationMilliseconds), CollectNow);
    }

    /// <summary>Set by the reader: collects all metrics and calls <see cref="Export"/>.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <returns>A collection that is at most as old as the cache allows; null when collecting failed.</returns>
    public Task<Scrape?> Scrape() => _scrapes.Get();

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var metrics = new List<Metric>();
        foreach (var metric in batch)
        {
            metrics.Add(metric);
        }

        var resource = _options.TargetInfoEnabled ? ParentProvider.GetResource() : Resource.Empty;
        _exported = new(
            Exposition.Write(metrics, resource, Format.Text, _options),
            Exposition.Write(metrics, resource, Format.OpenMetrics, _options),
            TimeProvider.System.GetUtcNow());
        return ExportResult.Success;
    }

    private Scrape? CollectNow()
    {
        _exported = null;
        return Collect?.Invoke(Timeout.Infinite) == true ? _exported : null;
    }
}

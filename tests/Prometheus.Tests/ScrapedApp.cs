using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace BenchHub.Prometheus.Tests;

/// <summary>An application on a real socket that exports one meter of its own.</summary>
public sealed class ScrapedApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private ScrapedApp(WebApplication app, Meter meter)
    {
        _app = app;
        Meter = meter;
        _http = new HttpClient { BaseAddress = new(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(20) };
    }

    public Meter Meter { get; }

    public static async Task<ScrapedApp> Start(
        Action<PrometheusAspNetCoreOptions>? options = null, MeterOptions? meter = null, Action<ResourceBuilder>? resource = null)
    {
        var own = new Meter(meter ?? new MeterOptions($"bench-{Guid.NewGuid():N}"));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resources =>
            {
                resources.Clear();
                resource?.Invoke(resources);
            })
            .WithMetrics(metrics => metrics.AddMeter(own.Name).AddPrometheusExporter(prometheus =>
            {
                prometheus.ScrapeResponseCacheDurationMilliseconds = 0;
                options?.Invoke(prometheus);
            }));

        var app = builder.Build();
        app.UseRouting();
        app.MapPrometheusScrapingEndpoint("/metrics");
        await app.StartAsync();
        return new(app, own);
    }

    public async Task<HttpResponseMessage> Get(params string[] accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        foreach (var value in accept)
        {
            request.Headers.TryAddWithoutValidation("Accept", value);
        }

        return await _http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> GetGzipped()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        return await _http.SendAsync(request);
    }

    public async Task<string> Text() => await Body("text/plain");

    public async Task<string> OpenMetrics() => await Body("application/openmetrics-text; version=1.0.0");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Meter.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<string> Body(string accept)
    {
        using var response = await Get(accept);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}

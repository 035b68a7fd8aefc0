using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using OpenTelemetry.Resources;

namespace BenchHub.Prometheus.Tests;

public sealed partial class OpenMetricsTests
{
    [Fact]
    public async Task Scrape_Counter_NamesTheFamilyWithoutTotalAndSaysWhenItBegan()
    {
        await using var app = await ScrapedApp.Start(Bare, resource: static resource => resource.AddAttributes([new("service.name", "hub")]));
        var before = Seconds();
        app.Meter.CreateCounter<long>("sent", "By", "Bytes \"sent\"").Add(7);

        var (text, created) = Created(await app.OpenMetrics());

        Assert.Equal(
            """
            # TYPE target info
            # HELP target Target metadata
            target_info{service_name="hub"} 1
            # TYPE sent_bytes counter
            # UNIT sent_bytes bytes
            # HELP sent_bytes Bytes \"sent\"
            sent_bytes_total{} 7
            sent_bytes_created{} TIME
            # EOF

            """,
            text);
        Assert.InRange(Assert.Single(created), before - 1, Seconds() + 1);
    }

    // 1 + 2 + 3,000,000 = 3,000,003; bounds are canonical numbers.
    [Fact]
    public async Task Scrape_Histogram_HasCanonicalBounds()
    {
        await using var app = await ScrapedApp.Start(Bare);
        var sizes = app.Meter.CreateHistogram(
            "size", unit: null, description: null, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.00005, 1, 250_000, 1_000_000] });
        foreach (var value in new[] { 1.0, 2, 3_000_000 })
        {
            sizes.Record(value);
        }

        var (text, _) = Created(await app.OpenMetrics());

        Assert.Equal(
            """
            # TYPE size histogram
            size_bucket{le="5e-05"} 0
            size_bucket{le="1.0"} 1
            size_bucket{le="250000.0"} 2
            size_bucket{le="1e+06"} 2
            size_bucket{le="+Inf"} 3
            size_sum{} 3000003
            size_count{} 3
            size_created{} TIME
            # EOF

            """,
            text);
    }

    [Fact]
    public async Task Scrape_NegativeBounds_LeaveOutSumAndCount()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateHistogram(
            "change", unit: null, description: null, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [-1, 0] }).Record(-5);

        var text = await app.OpenMetrics();

        Assert.Contains("change_bucket{le=\"-1.0\"} 1\nchange_bucket{le=\"0.0\"} 1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("change_sum", text, StringComparison.Ordinal);
        Assert.Contains("change_sum{} -5\n", await app.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_Gauge_HasNoCreationTime()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateObservableGauge("g", static () => 1L);

        Assert.Equal("# TYPE g gauge\ng{} 1\n# EOF\n", await app.OpenMetrics());
    }

    private static void Bare(OpenTelemetry.Exporter.PrometheusAspNetCoreOptions options) => options.ScopeInfoEnabled = false;

    private static double Seconds() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private static (string Text, double[] Created) Created(string text) => (
        CreationTime().Replace(text, "${series} TIME"),
        [.. CreationTime().Matches(text).Select(static match => double.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture))]);

    [GeneratedRegex(@"^(?<series>\w+_created\{[^}]*\}) (?<time>[0-9.E+]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CreationTime();
}

using System.Diagnostics.Metrics;
using OpenTelemetry.Resources;

namespace BenchHub.Prometheus.Tests;

public sealed class TextFormatTests
{
    [Fact]
    public async Task Scrape_Counter_HasTotalHelpAndScope()
    {
        await using var app = await ScrapedApp.Start(meter: new MeterOptions("jobs") { Version = "1.2" });
        var items = app.Meter.CreateCounter<long>("bench.items", "{item}", "Items scored");
        items.Add(2, new KeyValuePair<string, object?>("system.name", "bm25"));
        items.Add(3, new KeyValuePair<string, object?>("system.name", "bm25"));

        Assert.Equal(
            """
            # TYPE bench_items_total counter
            # HELP bench_items_total Items scored
            bench_items_total{otel_scope_name="jobs",otel_scope_version="1.2",system_name="bm25"} 5

            """,
            await app.Text());
    }

    [Fact]
    public async Task Scrape_GaugeAndUpDownCounter_AreGauges()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateObservableGauge("load", static () => 0.25);
        var open = app.Meter.CreateUpDownCounter<int>("open");
        open.Add(5);
        open.Add(-7);

        Assert.Equal(
            """
            # TYPE load gauge
            load{} 0.25
            # TYPE open gauge
            open{} -2

            """,
            await app.Text());
    }

    // Buckets count values up to and including their bound: 1 and 2.5 lie in le=2.5, 3 in le=5, 100 above; 1 + 2.5 + 3 + 100 = 106.5.
    [Fact]
    public async Task Scrape_Histogram_HasCumulativeBucketsSumAndCount()
    {
        await using var app = await ScrapedApp.Start(Bare);
        var latency = app.Meter.CreateHistogram(
            "call.duration", "s", "Call", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 2.5, 5] });
        foreach (var value in new[] { 1, 2.5, 3, 100 })
        {
            latency.Record(value, new KeyValuePair<string, object?>("kind", "rag"), new KeyValuePair<string, object?>("le", "taken"));
        }

        Assert.Equal(
            """
            # TYPE call_duration_seconds histogram
            # HELP call_duration_seconds Call
            call_duration_seconds_bucket{kind="rag",le="0.5"} 0
            call_duration_seconds_bucket{kind="rag",le="2.5"} 2
            call_duration_seconds_bucket{kind="rag",le="5"} 3
            call_duration_seconds_bucket{kind="rag",le="+Inf"} 4
            call_duration_seconds_sum{kind="rag"} 106.5
            call_duration_seconds_count{kind="rag"} 4

            """,
            await app.Text());
    }

    [Fact]
    public async Task Scrape_Families_AreSortedAndPointsOfOneFamilyStandTogether()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateCounter<long>("b").Add(1);
        var first = app.Meter.CreateCounter<long>("a");
        first.Add(1, new KeyValuePair<string, object?>("n", 1));
        first.Add(2, new KeyValuePair<string, object?>("n", 2));

        Assert.Equal(
            """
            # TYPE a_total counter
            a_total{n="1"} 1
            a_total{n="2"} 2
            # TYPE b_total counter
            b_total{} 1

            """,
            await app.Text());
    }

    [Theory]
    [InlineData("http.server.duration", "ms", "http_server_duration_milliseconds")]
    [InlineData("memory", "By", "memory_bytes")]
    [InlineData("memory.bytes", "By", "memory_bytes")]
    [InlineData("disk", "KiBy/s", "disk_kibibytes_per_second")]
    [InlineData("speed", "m/h", "speed_meters_per_hour")]
    [InlineData("share", "1", "share")]
    [InlineData("share", "%", "share_percent")]
    [InlineData("queue", "{item}", "queue")]
    [InlineData("odd--name...x", null, "odd_name_x")]
    [InlineData("a/b", "widgets", "a_b_widgets")]
    public async Task Name_OfAGauge_IsSanitizedAndEndsInItsUnit(string name, string? unit, string expected)
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateObservableGauge(name, static () => 1L, unit);

        Assert.Equal($"# TYPE {expected} gauge\n{expected}{{}} 1\n", await app.Text());
    }

    [Theory]
    [InlineData("calls", null, "calls_total")]
    [InlineData("calls_total", null, "calls_total")]
    [InlineData("sent", "By", "sent_bytes_total")]
    [InlineData("sent_bytes_total", "By", "sent_bytes_total")]
    public async Task Name_OfACounter_EndsInTotalOnce(string name, string? unit, string expected)
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateCounter<long>(name, unit).Add(1);

        Assert.Equal($"# TYPE {expected} counter\n{expected}{{}} 1\n", await app.Text());
    }

    [Fact]
    public async Task Label_Value_IsEscapedAndWrittenByItsKind()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateCounter<long>("c").Add(
            1,
            new("text", "a\"b\\c\nd 한"),
            new("yes", true),
            new("whole", 7),
            new("half", 0.5),
            new("one", 1.0),
            new("many", 2_500_000.0));

        var line = (await app.Text()).Split('\n')[1];

        foreach (var label in new[] { """text="a\"b\\c\nd 한" """.TrimEnd(), "yes=\"true\"", "whole=\"7\"", "half=\"0.5\"", "one=\"1.0\"", "many=\"2.5e+06\"" })
        {
            Assert.Contains(label, line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Label_KeysThatBecomeEqual_ShareALabelInOrderOfTheirNames()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateCounter<long>("c").Add(1, new KeyValuePair<string, object?>("a_b", "second"), new KeyValuePair<string, object?>("a.b", "first"));

        Assert.Contains("c_total{a_b=\"first;second\"} 1", await app.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_KeyThatStartsWithADigit_GetsAnUnderscore()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateCounter<long>("c").Add(1, new KeyValuePair<string, object?>("5xx class", "x"));

        Assert.Contains("c_total{_5xx_class=\"x\"} 1", await app.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-9, "1E-09")]
    public async Task Value_OfAGauge_IsTheShortestThatReadsBack(double value, string expected)
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateObservableGauge("g", () => value);

        Assert.Equal($"# TYPE g gauge\ng{{}} {expected}\n", await app.Text());
    }

    [Fact]
    public async Task Help_WithNewlineAndBackslash_IsEscapedAndQuotesStay()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateObservableGauge("g", static () => 1L, unit: null, "one\ntwo \\ \"three\"");

        Assert.Contains("# HELP g one\\ntwo \\\\ \"three\"\n", await app.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_ResourceAndScopeTags_AreTargetInfoAndLabels()
    {
        await using var app = await ScrapedApp.Start(
            meter: new MeterOptions("scoped") { Tags = [new("team.name", "eval")] },
            resource: static resource => resource.AddAttributes([new("service.name", "benchhub")]));
        app.Meter.CreateCounter<long>("c").Add(1);

        Assert.Equal(
            """
            # TYPE target_info gauge
            # HELP target_info Target metadata
            target_info{service_name="benchhub"} 1
            # TYPE c_total counter
            c_total{otel_scope_name="scoped",otel_scope_team_name="eval"} 1

            """,
            await app.Text());
    }

    [Fact]
    public async Task Scrape_TwoTypesUnderOneName_LeavesTheNameOut()
    {
        await using var app = await ScrapedApp.Start(Bare);
        app.Meter.CreateObservableGauge("same.name", static () => 1L);
        app.Meter.CreateHistogram<double>("same_name").Record(1);
        app.Meter.CreateObservableGauge("other", static () => 1L);

        Assert.Equal("# TYPE other gauge\nother{} 1\n", await app.Text());
    }

    private static void Bare(OpenTelemetry.Exporter.PrometheusAspNetCoreOptions options) => options.ScopeInfoEnabled = false;
}

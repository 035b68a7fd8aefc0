using System.IO.Compression;
using System.Net;
using System.Text;

namespace BenchHub.Prometheus.Tests;

public sealed class EndpointTests
{
    private const string Text004 = "text/plain; version=0.0.4; charset=utf-8";
    private const string OpenMetrics1 = "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores";

    [Theory]
    [InlineData("", Text004)]
    [InlineData("*/*", Text004)]
    [InlineData("text/plain", Text004)]
    [InlineData("text/plain; version=0.0.4", Text004)]
    [InlineData("text/html", Text004)]
    [InlineData("application/openmetrics-text; version=9.9.9", Text004)]
    [InlineData("application/openmetrics-text; version=1.0.0", OpenMetrics1)]
    [InlineData("text/plain;q=0.3, application/openmetrics-text;version=1.0.0;q=0.5", OpenMetrics1)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.2, text/plain;version=0.0.4;q=0.9", Text004)]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", OpenMetrics1)]
    public async Task Scrape_AcceptHeader_DecidesTheFormat(string accept, string expected)
    {
        await using var app = await ScrapedApp.Start();
        app.Meter.CreateCounter<long>("c").Add(1);

        using var response = await app.Get(accept.Length == 0 ? [] : [accept]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            expected == OpenMetrics1,
            (await response.Content.ReadAsStringAsync()).EndsWith("# EOF\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scrape_GzipAccepted_IsCompressed()
    {
        await using var app = await ScrapedApp.Start();
        app.Meter.CreateCounter<long>("c").Add(1);

        var plain = await app.Text();
        using var response = await app.GetGzipped();
        await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal(plain, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Scrape_Repeated_CollectsAgainWithoutCache()
    {
        await using var app = await ScrapedApp.Start(static options => options.ScrapeResponseCacheDurationMilliseconds = 0);
        var observed = 0;
        app.Meter.CreateObservableCounter("c", () => ++observed);

        Assert.Contains("} 1\n", await app.Text(), StringComparison.Ordinal);
        Assert.Contains("} 2\n", await app.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_ManyAtOnceWithinTheCacheDuration_ShareOneCollection()
    {
        await using var app = await ScrapedApp.Start(static options => options.ScrapeResponseCacheDurationMilliseconds = 60_000);
        var observed = 0;
        app.Meter.CreateObservableCounter("c", () => Interlocked.Increment(ref observed));

        var texts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Text()));

        Assert.Equal(1, observed);
        Assert.Single(texts.Distinct());
    }

    [Fact]
    public async Task Scrape_CallbackOfAnInstrumentFails_KeepsTheOthers()
    {
        await using var app = await ScrapedApp.Start();
        app.Meter.CreateObservableGauge("broken", Fails);
        app.Meter.CreateCounter<long>("fine").Add(1);

        Assert.Contains("fine_total{", await app.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_NothingMeasured_IsOkAndEmpty()
    {
        await using var app = await ScrapedApp.Start();

        Assert.Equal("", await app.Text());
    }

    private static long Fails() => throw new InvalidOperationException("no");
}

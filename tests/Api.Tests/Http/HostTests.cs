using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Http;

public sealed class HostTests(HubFixture fixture)
{
    [Fact]
    public async Task Health_SaysWhatIsReady()
    {
        Assert.Equal("healthy", (string?)(await fixture.Api.Get("/health/live")).Is(HttpStatusCode.OK)["status"]);
        var ready = (await fixture.Api.Get("/health/ready")).Is(HttpStatusCode.OK);
        Assert.Equal(("healthy", "healthy"), ((string?)ready["checks"]["database"], (string?)ready["checks"]["silo"]));
    }

    [Fact]
    public async Task Metrics_AreScraped()
    {
        await fixture.Api.Get("/api/v1/info");
        var metrics = (await fixture.Api.Get("/metrics")).Is(HttpStatusCode.OK);

        Assert.Contains("http_server_request_duration", metrics.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telemetry_CollectorThatIsAway_HoldsNobodyUp()
    {
        await using var hub = await ApiHub.Start(settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("BenchHub:LogFormat", "json")]);

        (await new HubCaller(hub.Http).Get("/health/ready")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Info_NamesTheGrpcAddressAsTheCallerReachesIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/info") { Headers = { Host = "localhost" } };
        var info = (await fixture.Api.Send(request)).Is(HttpStatusCode.OK);

        Assert.Equal($"http://localhost:{fixture.Hub.GrpcUrl.Port}", (string?)info["grpcUrl"]);
        Assert.Equal(SiloFleet.Size > 1 ? "postgres" : "sqlite", (string?)info["storage"]);
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string?)info["version"]);
    }

    [Fact]
    public async Task Landing_NamesTheReference()
    {
        var page = (await fixture.Api.Get("/")).Is(HttpStatusCode.OK);

        Assert.Contains("/swagger", page.Text, StringComparison.Ordinal);
        Assert.Contains(fixture.Hub.GrpcUrl.Authority, page.Text, StringComparison.Ordinal);
        (await fixture.Api.Get("/swagger/index.html")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task MetricCatalog_TellsWhatTheNumbersMean()
    {
        var metrics = (await fixture.Api.Get("/api/v1/metrics")).Is(HttpStatusCode.OK)["items"].AsArray();
        var recall = metrics.Single(static metric => (string?)metric!["name"] == "recall")!;

        Assert.Equal(("recall@5", "required", "higher"), ((string?)recall["example"], (string?)recall["cutoff"], (string?)recall["direction"]));
    }

    [Fact]
    public async Task GrpcPort_TakenByDefault_IsAnotherOneAndTheLogSaysSo()
    {
        var taken = ApiHub.FreePort() + 1;
        using var squatter = ApiHub.Bound(taken);
        squatter.Listen();
        await using var hub = await ApiHub.Start($"http://127.0.0.1:{taken - 1}");

        Assert.Equal(taken - 1, hub.Url.Port);
        Assert.NotEqual(taken, hub.GrpcUrl.Port);
        Assert.Contains(hub.Logs.Warnings, warning => warning.Contains($"Port {taken} is taken", StringComparison.Ordinal));
        await Assert.ThrowsAsync<IOException>(() => ApiHub.Start(grpcUrl: $"http://127.0.0.1:{taken}"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://0.0.0.0:80", false)]
    [InlineData("http://*:80", false)]
    public void Parse_KnowsWhatIsLoopback(string url, bool loopback) => Assert.Equal(loopback, ApiEndpoints.Parse(url).IsLoopback);

    [Theory]
    [InlineData("5080")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://hub.example:80")]
    [InlineData("http://127.0.0.1:5080/api")]
    public void Parse_NoAddressToListenAt_SaysHowToWriteOne(string url) =>
        Assert.Contains(ApiEndpoints.DefaultUrl, Assert.Throws<FormatException>(() => ApiEndpoints.Parse(url)).Message, StringComparison.Ordinal);
}

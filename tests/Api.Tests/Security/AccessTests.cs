using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Security;

public sealed class AccessTests(HubFixture fixture)
{
    [Fact]
    public async Task WithAKey_OnlyHealthIsOpen()
    {
        await using var hub = await ApiHub.Start(settings: ("BenchHub:ApiKey", "s3cret"));
        var api = new HubCaller(hub.Http);

        foreach (var path in (string[])["/health/live", "/health/ready"])
        {
            (await api.Get(path)).Is(HttpStatusCode.OK);
        }

        foreach (var path in (string[])["/", "/api/v1/systems", "/metrics", "/openapi/v1.json", "/swagger/index.html", "/nothing"])
        {
            Assert.Equal("https://benchhub.dev/problems/unauthenticated", (string?)(await api.Get(path)).Is(HttpStatusCode.Unauthorized)["type"]);
        }
    }

    [Theory]
    [InlineData("Authorization", "Bearer s3cret", HttpStatusCode.OK)]
    [InlineData("authorization", "bearer s3cret", HttpStatusCode.OK)]
    [InlineData("X-Api-Key", "s3cret", HttpStatusCode.OK)]
    [InlineData("X-Api-Key", "s3cre", HttpStatusCode.Unauthorized)]
    [InlineData("X-Api-Key", "", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Bearer S3CRET", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Basic s3cret", HttpStatusCode.Unauthorized)]
    public async Task WithAKey_OnlyTheKeyOpens(string header, string value, HttpStatusCode status)
    {
        await using var hub = await ApiHub.Start(settings: ("BenchHub:ApiKey", "s3cret"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/systems");
        request.Headers.TryAddWithoutValidation(header, value);

        (await new HubCaller(hub.Http).Send(request)).Is(status);
    }

    [Fact]
    public async Task BeyondLoopback_WithoutAKey_DoesNotStart()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ApiHub.Start("http://0.0.0.0:0"));

        Assert.Contains("BENCHHUB_API_KEY", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RefusedException>(() => ApiHub.Start(grpcUrl: "http://0.0.0.0:0"));
    }

    [Fact]
    public async Task BeyondLoopback_WithAKey_Starts()
    {
        await using var hub = await ApiHub.Start("http://0.0.0.0:0", null, null, ("BenchHub:ApiKey", "s3cret"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{hub.Url.Port}/health/live");

        (await new HubCaller(hub.Http).Send(request)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    public async Task ForeignHostName_IsRefused(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/systems") { Headers = { Host = host } };

        (await fixture.Api.Send(request)).Is(status);
    }

    [Theory]
    [InlineData("DELETE", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("DELETE", "null", HttpStatusCode.Forbidden)]
    [InlineData("DELETE", "SELF", HttpStatusCode.NotFound)]
    [InlineData("GET", "https://evil.example", HttpStatusCode.NotFound)]
    public async Task PageOfAnotherSite_MayNotWrite(string method, string origin, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new(method), "/api/v1/systems/nobody");
        request.Headers.Add("Origin", origin == "SELF" ? fixture.Hub.Url.GetLeftPart(UriPartial.Authority) : origin);
        var answer = (await fixture.Api.Send(request)).Is(status);

        Assert.Equal("nosniff", answer.Response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Response.Headers.Contains("Access-Control-Allow-Origin"));
    }
}

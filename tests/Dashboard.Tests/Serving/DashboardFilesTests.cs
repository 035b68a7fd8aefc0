using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using BenchHub.Api.Dashboard;
using BenchHub.Dashboard.Tests.Browser;

namespace BenchHub.Dashboard.Tests.Serving;

public sealed partial class DashboardFilesTests(DemoHub demo)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/systems")]
    [InlineData("/jobs/job_1?status=running")]
    [InlineData("/leaderboard/msmarco.v1")]
    public async Task Get_AddressOfAPage_IsTheDocumentWithAStrictPolicy(string path)
    {
        var response = await Get(path, "text/html");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("id=\"root\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/v1/nothing")]
    [InlineData("/health/nothing")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/openapi/nothing.json")]
    public async Task Get_AddressOfTheHubItself_IsNeverAPage(string path)
    {
        Skip();
        var response = await Get(path, "text/html");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotEqual("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Get_AddressOfAPageByAProgram_IsNotThePage() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Get("/systems", "application/json")).StatusCode);

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Get_Asset_IsCompressedAndKeptForever(string encoding)
    {
        var script = Script().Match(await (await Get("/", "text/html")).Content.ReadAsStringAsync()).Value;
        var request = new HttpRequestMessage(HttpMethod.Get, script);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        var response = await demo.Hub.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1, 350_000);
    }

    [Fact]
    public async Task Get_DocumentThatIsKnown_IsNotSentAgain()
    {
        var first = await Get("/", "text/html");
        var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html" } } };
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await demo.Hub.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task<HttpResponseMessage> Get(string path, string accept)
    {
        Skip();
        return await demo.Hub.Http.SendAsync(new(HttpMethod.Get, path) { Headers = { { "Accept", accept } } }, TestContext.Current.CancellationToken);
    }

    private static void Skip() => Assert.SkipUnless(DashboardFiles.Exist, "The dashboard was not built: Node.js or its packages were missing.");

    [GeneratedRegex("/assets/index-[^\"]+\\.js")]
    private static partial Regex Script();
}

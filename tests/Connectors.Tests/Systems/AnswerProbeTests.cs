using BenchHub.Connectors.Tests.Samples;
using BenchHub.SampleRag;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Systems;

public sealed class AnswerProbeTests : IDisposable
{
    private readonly Clients _clients = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _clients.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Validate_SampleService_PassesEveryCheck()
    {
        _folder.Write("corpus.jsonl", """{"_id":"1","text":"No question. This is a test."}""", """{"_id":"2","text":"heat"}""");
        await using var server = SampleRagServer.Build(new() { Algorithm = "bm25", Corpus = _folder.Path });
        await server.StartAsync();

        var report = await Validate(AnswerClientTests.Spec(server.Urls.Single()));

        Assert.All(report.Checks, check => Assert.True(check.Passed, check.Detail));
        Assert.Equal(["url", "connectivity", "endpoint:answer", "response_format", "latency"], report.Checks.Select(check => check.Check));

        // "No question." and "This is a test." share one word each with "test question"; the first of equals has 12 characters.
        Assert.Equal("A test question was answered with 12 characters and 1 contexts.", Detail(report, "response_format"));
    }

    [Fact]
    public async Task Validate_AnswerOfAnotherShape_FailsTheFormatAlone()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"results":[]}"""));

        var report = await Validate(AnswerClientTests.Spec(server.Url));

        Assert.Equal(["response_format", "latency"], report.Checks.Where(static check => !check.Passed).Select(static check => check.Check));
        Assert.Contains("it has no field 'answer'", Detail(report, "response_format"));
    }

    [Fact]
    public async Task Validate_NobodyThere_SaysSoAndAsksNothingMore()
    {
        string url;
        await using (var gone = RawServer.Saying(""))
        {
            url = gone.Url;
        }

        var report = await Validate(AnswerClientTests.Spec(url));

        Assert.False(report.IsValid);
        Assert.Equal("not run: the service cannot be reached.", Detail(report, "endpoint:answer"));
    }

    [Fact]
    public async Task CheckHealth_ServiceThatAnswers_AsksNothingThatMayCost()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, "{}"));

        var health = await _clients.Probe.CheckHealth(AnswerClientTests.Spec(server.Url), Clients.NoSecrets, DateTimeOffset.UnixEpoch, CancellationToken.None);

        Assert.True(health.IsHealthy);
        Assert.Equal("GET /health HTTP/1.1", Assert.Single(server.Requests).Line);
    }

    private Task<ValidationReport> Validate(SystemSpec spec) => _clients.Probe.Validate(spec, Clients.NoSecrets, CancellationToken.None);

    private static string Detail(ValidationReport report, string check) => report.Checks.Single(one => one.Check == check).Detail;
}

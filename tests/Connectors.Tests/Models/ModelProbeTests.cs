using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class ModelProbeTests : IDisposable
{
    private static readonly string Listed = RawServer.Http(200, """{"data":[]}""");
    private static readonly string Answered = RawServer.Http(200, """{"choices":[{"message":{"content":"OK"}}]}""");

    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task Validate_ModelThatAnswers_PassesEveryCheck()
    {
        await using var server = Service(Listed, Answered);

        var report = await Validate(Llm(server.Url));

        Assert.All(report.Checks, check => Assert.True(check.Passed, check.Detail));
        Assert.Equal(["url", "connectivity", "response_format", "latency"], report.Checks.Select(check => check.Check));
        Assert.True(report.IsValid);
        Assert.True(report.ResponseMilliseconds > 0);
        Assert.Equal("m-1 answered a test question with 2 characters.", Detail(report, "response_format"));
        Assert.Equal(["GET", "POST"], server.Requests.Select(request => request.Method));
        Assert.Contains("\"max_tokens\":8", server.Requests[1].Body);
    }

    [Theory]
    [InlineData("""{"data":[{"embedding":[1,2,3]}]}""", true, "e-1 embedded a test text in 3 dimensions.")]
    [InlineData("""{"choices":[]}""", false, "it has no list 'data'")]
    public async Task Validate_EmbeddingDeclared_IsTriedToo(string embedded, bool passed, string said)
    {
        await using var server = new RawServer(request => request.Say(
            request.Method == "GET" ? Listed : request.Line.Contains("/embeddings") ? RawServer.Http(200, embedded) : Answered));

        var report = await Validate(Llm(server.Url) with { Embedding = new() { Model = "e-1" } });

        Assert.Equal(["url", "connectivity", "response_format", "response_format:embed", "latency"], report.Checks.Select(check => check.Check));
        Assert.Equal(passed, report.IsValid);
        Assert.Contains(said, Detail(report, "response_format:embed"));
    }

    [Theory]
    [InlineData(ModelProvider.OpenAi, "GET /models HTTP/1.1")]
    [InlineData(ModelProvider.Anthropic, "GET /models HTTP/1.1")]
    [InlineData(ModelProvider.Gemini, "GET /models HTTP/1.1")]
    [InlineData(ModelProvider.HuggingFace, "GET /info HTTP/1.1")]
    public async Task Answers_AnyProvider_AsksNothingThatCosts(ModelProvider provider, string line)
    {
        await using var server = Service(Listed, Answered);

        Assert.True(await _clients.Probe.Answers(Llm(server.Url, provider), Clients.NoSecrets.Add("x-api-key", "sk-1"), CancellationToken.None));

        var request = Assert.Single(server.Requests);
        Assert.Equal(line, request.Line);
        Assert.Contains("x-api-key: sk-1", request.Head);
        Assert.Equal(provider is ModelProvider.Anthropic, request.Head.Contains("anthropic-version: "));
    }

    [Theory]
    [InlineData(404, "{}", true)]
    [InlineData(403, "{}", true)]
    [InlineData(429, "{}", true)]
    [InlineData(401, "{}", false)]
    [InlineData(400, """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}""", false)]
    [InlineData(503, "{}", false)]
    public async Task CheckHealth_Status_SaysWhetherItIsThereAndTakesTheKey(int status, string body, bool isHealthy)
    {
        await using var server = Service(RawServer.Http(status, body), Answered);

        var health = await _clients.Probe.CheckHealth(Llm(server.Url), Clients.NoSecrets, DateTimeOffset.UnixEpoch, CancellationToken.None);

        Assert.Equal(isHealthy, health.IsHealthy);
        Assert.Null(health.ResponseMilliseconds);
        Assert.Contains($"answered {status}", Assert.Single(health.Checks).Detail);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Validate_WrongKey_IsNotAskedTwice()
    {
        await using var server = Service(RawServer.Http(401, """{"error":{"message":"bad key"}}"""), Answered);

        var report = await Validate(Llm(server.Url));

        Assert.False(report.IsValid);
        Assert.Equal(
            $"GET {server.Url}/models answered 401: the key is missing or not accepted; register a valid one (apiKey). It says: bad key", Detail(report, "connectivity"));
        Assert.Equal("not run: the service cannot be reached or does not take the key.", Detail(report, "response_format"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Validate_UnknownModel_FailsTheFormatAlone()
    {
        await using var server = Service(Listed, RawServer.Http(404, """{"error":{"message":"The model `m-1` does not exist","code":"model_not_found"}}"""));

        var report = await Validate(Llm(server.Url));

        Assert.Equal(["response_format", "latency"], report.Checks.Where(check => !check.Passed).Select(check => check.Check));
        Assert.Contains("there is no such model or path", Detail(report, "response_format"));
    }

    [Fact]
    public async Task Validate_WrongRegistration_CallsNothing()
    {
        await using var server = Service(Listed, Answered);

        var report = await Validate(Llm(server.Url) with { Model = null });

        Assert.Equal(["model", "url", "connectivity", "response_format", "latency"], report.Checks.Select(check => check.Check));
        Assert.Equal("not run: the registration has to be corrected first.", Detail(report, "connectivity"));
        Assert.Empty(server.Requests);
    }

    private static RawServer Service(string models, string answer) => new(request => request.Say(request.Method == "GET" ? models : answer));

    private Task<ValidationReport> Validate(SystemSpec spec) => _clients.Probe.Validate(spec, Clients.NoSecrets, CancellationToken.None);

    private static string Detail(ValidationReport report, string check) => report.Checks.Single(one => one.Check == check).Detail;
}

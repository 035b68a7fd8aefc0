using BenchHub.Connectors.Tests.Samples;
using BenchHub.SampleRag;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Systems;

public sealed class SystemProbeTests : IDisposable
{
    private static readonly string Ok = RawServer.Http(200, "{}");
    private static readonly string Documents = RawServer.Http(200, """[{"id":"a"}]""");
    private static readonly string Gone = RawServer.Http(404, "no such page", "text/plain");

    private readonly Clients _clients = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _clients.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(AnswerShape.Default)]
    [InlineData(AnswerShape.List)]
    public async Task Validate_SampleService_PassesEveryCheck(AnswerShape shape)
    {
        _folder.Write("corpus.jsonl", """{"_id":"1","text":"a test of wings"}""", """{"_id":"2","text":"heat"}""");
        await using var server = SampleRagServer.Build(new() { Algorithm = "bm25", Corpus = _folder.Path, AnswerShape = shape });
        await server.StartAsync();

        var report = await Validate(Clients.Spec(server.Urls.Single()) with { Embed = new() });

        Assert.All(report.Checks, check => Assert.True(check.Passed, check.Detail));
        Assert.Equal(
            ["url", "connectivity", "endpoint:retrieve", "endpoint:embed", "response_format", "response_format:embed", "latency"],
            report.Checks.Select(c => c.Check));
        Assert.True(report.IsValid);
        Assert.True(report.ResponseMilliseconds > 0);
        Assert.Equal("A test query was answered with 1 documents.", Detail(report, "response_format"));
        Assert.Equal("A test text was answered with 64 finite numbers.", Detail(report, "response_format:embed"));
    }

    [Fact]
    public async Task Validate_EmbedNotDeclared_IsNotAsked()
    {
        await using var server = Service(options: Ok, health: Ok, retrieve: Documents);

        var report = await Validate(Clients.Spec(server.Url));

        Assert.True(report.IsValid);
        Assert.Equal(
            ["url", "connectivity", "endpoint:retrieve", "response_format", "latency"], report.Checks.Select(c => c.Check));
        Assert.DoesNotContain(server.Requests, request => request.Line.Contains("embed"));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(405, true)]
    [InlineData(404, false)]
    [InlineData(501, false)]
    [InlineData(401, false)]
    public async Task Validate_OptionsAnswered_RefusalIsDecidedByARealCall(int status, bool decides)
    {
        await using var server = Service(RawServer.Http(status, ""), Ok, Documents);

        var report = await Validate(Clients.Spec(server.Url));

        Assert.True(report.IsValid);
        Assert.Equal(
            $"OPTIONS was answered with {status}." + (decides ? "" : " A real call was answered."), Detail(report, "endpoint:retrieve"));
    }

    [Fact]
    public async Task Validate_OptionsClosesTheConnection_RealCallDecides()
    {
        await using var server = Service(options: "", health: Ok, retrieve: Documents);

        var report = await Validate(Clients.Spec(server.Url));

        Assert.True(report.IsValid);
        Assert.Equal("OPTIONS was not answered. A real call was answered.", Detail(report, "endpoint:retrieve"));
    }

    [Fact]
    public async Task Validate_EndpointMissing_IsReportedBesideOtherFailures()
    {
        await using var server = Service(options: Gone, health: Gone, retrieve: Gone);

        var report = await Validate(Clients.Spec(server.Url) with { Embed = new() });

        Assert.False(report.IsValid);
        Assert.Equal(
            ["connectivity", "endpoint:retrieve", "endpoint:embed", "response_format", "response_format:embed", "latency"],
            report.Checks.Where(c => !c.Passed).Select(c => c.Check));
        Assert.Equal(
            $"GET {server.Url}/health answered 404 (text/plain). It begins: no such page", Detail(report, "connectivity"));
        Assert.Equal(
            $"OPTIONS was answered with 404. POST {server.Url}/api/v1/retrieve answered 404 (text/plain). It begins: no such page",
            Detail(report, "endpoint:retrieve"));
        Assert.Equal("not run: the endpoint was not found.", Detail(report, "response_format"));
        Assert.Equal("not run: there was no answer to measure.", Detail(report, "latency"));
    }

    [Fact]
    public async Task Validate_AnswerOfTheWrongShape_FailsTheFormatAlone()
    {
        await using var server = Service(options: Ok, health: Ok, retrieve: RawServer.Http(200, """{"hits":[]}"""));

        var report = await Validate(Clients.Spec(server.Url));

        Assert.Equal(["response_format", "latency"], report.Checks.Where(c => !c.Passed).Select(c => c.Check));
        Assert.Contains("retrieve.results can name the path to the list", Detail(report, "response_format"));
    }

    [Theory]
    [InlineData("""{"embedding":[]}""", "the vector is empty")]
    [InlineData("""{"embedding":[1,"2"]}""", "element [1] of the vector is a text, not a finite number")]
    [InlineData("""{"embedding":[1e999]}""", "element [0] of the vector is a number, not a finite number")]
    [InlineData("""{"vector":[1]}""", "it is neither a list nor has it a field 'embedding'")]
    public async Task Validate_VectorOfTheWrongShape_FailsItsFormatAlone(string vector, string sentence)
    {
        await using var server = Service(Ok, Ok, Documents, embed: RawServer.Http(200, vector));

        var report = await Validate(Clients.Spec(server.Url) with { Embed = new() });

        Assert.Equal(["response_format:embed"], report.Checks.Where(c => !c.Passed).Select(c => c.Check));
        Assert.Contains(sentence, Detail(report, "response_format:embed"));
    }

    [Fact]
    public async Task Validate_FlakyRetrieve_IsRetried()
    {
        using var clients = new Clients(new ShortWaits(TimeSpan.FromSeconds(4)));
        var calls = 0;
        await using var server = new RawServer(request => request.Say(
            request.Method != "POST" || Interlocked.Increment(ref calls) > 1 ? Documents : RawServer.Http(500, "{}")));

        var report = await clients.Probe.Validate(Clients.Spec(server.Url, retries: 1), Clients.NoSecrets, CancellationToken.None);

        Assert.True(report.IsValid);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Validate_NothingListens_DoesNotTryTheRest()
    {
        string url;
        await using (var server = Service(Ok, Ok, Documents))
        {
            url = server.Url;
        }

        var report = await Validate(Clients.Spec(url));

        Assert.Equal(
            $"GET {url}/health is unreachable: nothing listens there (connection refused).", Detail(report, "connectivity"));
        Assert.Equal("not run: the service cannot be reached.", Detail(report, "endpoint:retrieve"));
        Assert.Equal("not run: the service cannot be reached.", Detail(report, "response_format"));
    }

    [Theory]
    [InlineData("http://169.254.169.254", "169.254.169.254 is the metadata service of a cloud; the hub never calls such an address.")]
    [InlineData("http://10.0.0.1", "10.0.0.1 is private; this hub's configuration does not allow such addresses.")]
    [InlineData("gopher://127.0.0.1", "The url begins with gopher:; only http and https are called.")]
    public async Task Validate_RefusedAddress_CallsNothing(string url, string sentence)
    {
        var report = await Validate(Clients.Spec(url) with { TopK = 0 });

        Assert.Equal(["topK", "url", "connectivity", "endpoint:retrieve", "response_format", "latency"], report.Checks.Select(c => c.Check));
        Assert.Equal(sentence, Detail(report, "url"));
        Assert.Equal("not run: the registration has to be corrected first.", Detail(report, "connectivity"));
    }

    [Fact]
    public async Task Validate_RecordedSystem_HasNothingToCall()
    {
        var report = await Validate(new() { Name = "run", Kind = SystemKind.Recorded });

        Assert.True(report.IsValid);
        Assert.Empty(report.Checks);
    }

    [Fact]
    public async Task CheckHealth_FailingService_SaysWhenAndWhy()
    {
        await using var server = Service(Ok, health: RawServer.Http(503, "warming up", "text/plain"), retrieve: Documents);
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        var health = await _clients.Probe.CheckHealth(Clients.Spec(server.Url), Clients.NoSecrets, now, CancellationToken.None);

        Assert.False(health.IsHealthy);
        Assert.Equal(now, health.CheckedAt);
        Assert.EndsWith("It begins: warming up", health.Checks.Single(c => !c.Passed).Detail);
    }

    [Fact]
    public async Task Answers_HealthPath_IsAskedOnceWithTheSecrets()
    {
        await using var server = RawServer.Saying(Ok, Gone);
        var spec = Clients.Spec(server.Url) with { HealthPath = "/live?deep=no" };

        Assert.True(await _clients.Probe.Answers(spec, Clients.NoSecrets.Add("X-Key", "s"), CancellationToken.None));
        Assert.False(await _clients.Probe.Answers(spec, Clients.NoSecrets, CancellationToken.None));
        Assert.Equal(["GET /live?deep=no HTTP/1.1", "GET /live?deep=no HTTP/1.1"], server.Requests.Select(r => r.Line));
        Assert.Contains("X-Key: s", server.Requests[0].Head);
    }

    private static RawServer Service(string options, string health, string retrieve, string? embed = null) =>
        new(request => request.Say(
            request.Method == "OPTIONS" ? options
            : request.Method == "GET" ? health
            : request.Line.Contains("embed") ? embed ?? Gone
            : retrieve));

    private Task<ValidationReport> Validate(SystemSpec spec) =>
        _clients.Probe.Validate(spec, Clients.NoSecrets, CancellationToken.None);

    private static string Detail(ValidationReport report, string check) => report.Checks.Single(c => c.Check == check).Detail;
}

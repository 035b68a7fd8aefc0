using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BenchHub.SampleRag;

namespace BenchHub.Connectors.Tests.Samples;

public sealed class SampleRagServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public SampleRagServerTests() =>
        _folder.Write("corpus.jsonl", Collections.Tiny.Documents.Select(static d =>
            new JsonObject { ["_id"] = d.Id, ["title"] = d.Title, ["text"] = d.Text }.ToJsonString()).ToArray());

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(AnswerShape.Default, """{"results":[{"id":"b","score":S,"text":"flow heat"}]}""")]
    [InlineData(AnswerShape.List, """[{"id":"b","score":S,"text":"flow heat"}]""")]
    [InlineData(AnswerShape.Nested, """{"data":{"hits":[{"document":{"id":"b"},"relevance":{"score":S},"passage":"flow heat"}]}}""")]
    public async Task Retrieve_EachShape_IsAsDocumented(AnswerShape shape, string expected)
    {
        await using var server = await Start(new() { Algorithm = "bm25", Corpus = _folder.Path, AnswerShape = shape });

        var answer = await Post("/api/v1/retrieve", """{"query":"flow heat","top_k":1}""");

        // 2 * ln(1 + 1.5/2.5) * 1/1.9, written so that it reads back to the last bit
        var score = 2 * (Math.Log(1 + (1.5 / 2.5)) / 1.9);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(expected.Replace("S", score.ToString("R")), await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("", "The body is not the JSON object")]
    [InlineData("{\"query\":", "The body is not the JSON object")]
    [InlineData("{\"query\":5}", "The body is not the JSON object")]
    [InlineData("{\"query\":\"\\ud800\"}", "The body is not the JSON object")]
    [InlineData("null", "The body needs a text field 'query'.")]
    [InlineData("{\"top_k\":5}", "The body needs a text field 'query'.")]
    [InlineData("{\"query\":\"x\",\"top_k\":0}", "'top_k' is 0; it must be between 1 and 10000.")]
    [InlineData("{\"query\":\"x\",\"top_k\":10001}", "'top_k' is 10001; it must be between 1 and 10000.")]
    public async Task Retrieve_WrongBody_Is400WithASentence(string body, string sentence)
    {
        await using var server = await Start(new() { Algorithm = "tfidf", Corpus = _folder.Path });

        var answer = await Post("/api/v1/retrieve", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(sentence, (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())?["error"]);
    }

    [Fact]
    public async Task Embed_SameTextTwice_GivesTheSameVectorOfLengthOne()
    {
        await using var server = await Start(new() { Algorithm = "tfidf", Corpus = _folder.Path, ErrorRate = 1 });

        var first = await Embed("검색 시스템");
        var second = await Embed("검색 시스템");

        Assert.Equal(first, second);
        Assert.Equal(64, first.Length);
        Assert.Equal(1, first.Sum(x => x * x), precision: 12);
        Assert.NotEqual(first, await Embed("날개"));
    }

    [Theory]
    [InlineData("/api/v1/retrieve")]
    [InlineData("/api/v1/embed")]
    public async Task Options_OfAnEndpoint_Is405(string path)
    {
        await using var server = await Start(new() { Algorithm = "tfidf", Corpus = _folder.Path });

        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Retrieve_ErrorRate_FailsTheSameCallsOnEachRunAndCountsAll()
    {
        var options = new SampleRagOptions { Algorithm = "bm25", Corpus = _folder.Path, ErrorRate = 0.3 };

        var fates = await Fates(options);
        var again = await Fates(options);

        // 200 calls at 0.3: 60 expected, standard deviation sqrt(200 * 0.3 * 0.7) = 6.5; four of them either way
        Assert.Equal(fates, again);
        Assert.InRange(fates.Count(ok => !ok), 34, 86);
        Assert.NotEqual(fates, await Fates(options with { Seed = 7 }));
    }

    [Fact]
    public async Task Health_ErrorRateOne_StillAnswers()
    {
        await using var server = await Start(new() { Algorithm = "char-ngram", Corpus = _folder.Path, ErrorRate = 1 });

        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("/health")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Post("/api/v1/retrieve", """{"query":"x"}""")).StatusCode);
    }

    [Fact]
    public async Task Retrieve_Latency_IsWaited()
    {
        await using var server = await Start(
            new() { Algorithm = "bm25", Corpus = _folder.Path, Latency = TimeSpan.FromMilliseconds(80) });

        var started = TimeProvider.System.GetTimestamp();
        await Post("/api/v1/retrieve", """{"query":"x"}""");

        // Timers may fire up to one tick of the clock early.
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(75));
    }

    [Theory]
    [InlineData(-0.1, 0, 0, "The error rate is -0.1; it must be between 0 and 1.")]
    [InlineData(double.NaN, 0, 0, "The error rate is NaN; it must be between 0 and 1.")]
    [InlineData(0, -1, 0, "The latency is -00:00:01; it must not be negative.")]
    [InlineData(0, 0, 65536, "The port is 65536; it must be between 0 and 65535.")]
    public void Build_OptionOutOfRange_SaysWhich(double errorRate, int latencySeconds, int port, string sentence)
    {
        var options = new SampleRagOptions
        {
            Algorithm = "bm25",
            Corpus = _folder.Path,
            ErrorRate = errorRate,
            Latency = TimeSpan.FromSeconds(latencySeconds),
            Port = port,
        };

        Assert.Equal(sentence, Assert.Throws<SampleRagException>(() => SampleRagServer.Build(options)).Message);
    }

    private async Task<IAsyncDisposable> Start(SampleRagOptions options)
    {
        var server = SampleRagServer.Build(options);
        await server.StartAsync();
        _http.BaseAddress = new(server.Urls.Single());
        return server;
    }

    private async Task<bool[]> Fates(SampleRagOptions options)
    {
        await using var server = SampleRagServer.Build(options);
        await server.StartAsync();
        var address = server.Urls.Single();
        var fates = new bool[200];
        for (var call = 0; call < fates.Length; call++)
        {
            using var answer = await _http.PostAsync(address + "/api/v1/retrieve", new StringContent("""{"query":"flow"}"""));
            fates[call] = answer.IsSuccessStatusCode;
        }

        var stats = await _http.GetFromJsonAsync<JsonObject>(address + "/stats");
        Assert.Equal(fates.Length, (int?)stats?["retrieveCount"]);
        return fates;
    }

    private async Task<double[]> Embed(string text)
    {
        using var answer = await _http.PostAsJsonAsync("/api/v1/embed", new { query = text });
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        return body?["embedding"]?.AsArray().GetValues<double>().ToArray() ?? [];
    }

    private Task<HttpResponseMessage> Post(string path, string body) => _http.PostAsync(path, new StringContent(body));
}

using System.Text.Json.Nodes;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Systems;

/// <summary>Answers of RAG services, good and bad, over real sockets.</summary>
public sealed class AnswerClientTests : IDisposable
{
    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Theory]
    [InlineData("""{"answer":"날개","contexts":["a","b"]}""", "날개", "a|b")]
    [InlineData("""{"answer":"x","contexts":[{"id":1,"text":"a"},"b",{"text":""}]}""", "x", "a|b|")]
    [InlineData("""{"answer":"","contexts":[]}""", "", "")]
    [InlineData("""{"answer":"x","contexts":null,"more":1}""", "x", "")]
    public async Task Ask_DefaultShape_ReadsTextAndContexts(string body, string text, string contexts)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, body));

        var answer = await Ask(Spec(server.Url), "누가 \"{{query}}\"?");

        Assert.Equal((text, contexts, 1), (answer.Text, string.Join('|', answer.Contexts), answer.Attempts));
        Assert.True(answer.Latency > TimeSpan.Zero);
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /api/v1/answer HTTP/1.1", request.Line);
        Assert.Equal("누가 \"{{query}}\"?", (string?)JsonNode.Parse(request.Body)!["query"]);
    }

    [Fact]
    public async Task Ask_Mapping_SendsAndReadsTheMappedPlaces()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"choices":[{"said":"x"}],"data":{"docs":[{"chunk":{"body":"a"}}]}}"""));
        var spec = Spec(server.Url) with
        {
            TopK = 4,
            Answer = new()
            {
                Path = "/ask?v=2",
                Body = """{"q":{{query}},"k":{{top_k}}}""",
                Text = "choices[0].said",
                Contexts = "data.docs",
                ContextText = "chunk.body",
                Headers = Clients.NoSecrets.Add("X-Tenant", "t1"),
            },
        };

        var answer = await _clients.Answers.Ask(spec, Clients.NoSecrets.Add("Authorization", "Bearer sk-1"), "q", failed: null, CancellationToken.None);

        Assert.Equal(("x", "a"), (answer.Text, Assert.Single(answer.Contexts)));
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST /ask?v=2 HTTP/1.1", """{"q":"q","k":4}"""), (request.Line, request.Body));
        Assert.Contains("\r\nX-Tenant: t1", request.Head);
        Assert.Contains("\r\nAuthorization: Bearer sk-1", request.Head);
    }

    [Fact]
    public async Task Ask_ServiceThatTellsNoContexts_GivesNone()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"answer":"x"}"""));

        Assert.Empty((await Ask(Spec(server.Url) with { Answer = new() { Contexts = "" } }, "q")).Contexts);
    }

    [Theory]
    [InlineData("""{"text":"x"}""", "it has no field 'answer' (answer.text is 'answer')")]
    [InlineData("""["x"]""", "it has no field 'answer' (answer.text is 'answer')")]
    [InlineData("""{"answer":null,"contexts":[]}""", "'answer' is null, not a text (answer.text)")]
    [InlineData("""{"answer":{"text":"x"},"contexts":[]}""", "'answer' is an object, not a text (answer.text)")]
    [InlineData("""{"answer":7,"contexts":[]}""", "'answer' is a number, not a text (answer.text)")]
    [InlineData("""{"answer":"\ud800","contexts":[]}""", "'answer' is not valid Unicode text")]
    [InlineData("""{"answer":"x"}""", "it has no field 'contexts' (answer.contexts is 'contexts'; leave it empty if the service tells no contexts)")]
    [InlineData("""{"answer":"x","contexts":"a"}""", "'contexts' is a text, not a list (answer.contexts)")]
    [InlineData("""{"answer":"x","contexts":{"a":1}}""", "'contexts' is an object, not a list (answer.contexts)")]
    [InlineData("""{"answer":"x","contexts":["a",null]}""", "the context at rank 2 is null, not a text or an object")]
    [InlineData("""{"answer":"x","contexts":[["a"]]}""", "the context at rank 1 is a list, not a text or an object")]
    [InlineData("""{"answer":"x","contexts":[{"id":1}]}""", "the context at rank 1 has no text: it has no field 'text' (answer.contextText is 'text')")]
    [InlineData("""{"answer":"x","contexts":[{"text":5}]}""", "the text of the context at rank 1 is a number, not a text (answer.contextText is 'text')")]
    [InlineData("""{"answer":"x","cont""", "it is not JSON: ")]
    [InlineData("", "it is not JSON: ")]
    public async Task Ask_AnswerOfAnotherShape_IsMalformedWithTheReason(string body, string reason)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, body));

        var failure = await Fail(Spec(server.Url, retries: 2));

        Assert.Equal((CallFailure.Malformed, 1), (failure.Kind, failure.Attempts));
        Assert.StartsWith($"POST {server.Url}/api/v1/answer answered 200 (application/json): {reason}", failure.Message);
    }

    [Theory]
    [InlineData(200, CallFailure.Malformed)]
    [InlineData(502, CallFailure.Status)]
    public async Task Ask_HtmlPage_ShowsHowItBegins(int status, CallFailure kind)
    {
        await using var server = RawServer.Saying(RawServer.Http(status, "<html>\n<h1>Bad gateway</h1>", "text/html"));

        var failure = await Fail(Spec(server.Url));

        Assert.Equal(kind, failure.Kind);
        Assert.EndsWith("It begins: <html> <h1>Bad gateway</h1>", failure.Message);
    }

    [Fact]
    public async Task Ask_TenMegabytes_AreReadWithinTheLimitAndRefusedBeyond()
    {
        var answer = new string('x', 10 << 20);
        await using var server = RawServer.Saying(RawServer.Http(200, $$"""{"answer":"{{answer}}","contexts":[]}"""));

        Assert.Equal(answer.Length, (await Ask(Spec(server.Url), "q")).Text.Length);
        var failure = await Fail(Spec(server.Url) with { Limits = new() { AnswerBytes = 1 << 20, Retries = 0 } });
        Assert.Equal(CallFailure.TooLarge, failure.Kind);
        Assert.Contains("1,048,576 bytes, the limit of one answer", failure.Message);
    }

    [Fact]
    public async Task Ask_FailsOnce_IsAskedAgainAndTold()
    {
        using var clients = new Clients(new ShortWaits(TimeSpan.FromSeconds(20)));
        await using var server = RawServer.Saying(RawServer.Http(503, "{}"), RawServer.Http(200, """{"answer":"x","contexts":[]}"""));
        var told = new List<CallFailedException>();

        var answer = await clients.Answers.Ask(Spec(server.Url, retries: 2), Clients.NoSecrets, "q", told.Add, CancellationToken.None);

        Assert.Equal((2, 503), (answer.Attempts, Assert.Single(told).StatusCode));
    }

    [Fact]
    public async Task Ask_ServiceOfAnotherKind_IsRefusedUnasked()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, "{}"));

        var failure = await Fail(Clients.Spec(server.Url));

        Assert.Equal((CallFailure.Refused, "rag does not answer questions: it is registered without a field answer."), (failure.Kind, failure.Message));
        Assert.Empty(server.Requests);
    }

    internal static SystemSpec Spec(string url, int retries = 0) => Clients.Spec(url, retries) with { Kind = SystemKind.RagAnswer, Answer = new() };

    private Task<RagAnswer> Ask(SystemSpec spec, string question) => _clients.Answers.Ask(spec, Clients.NoSecrets, question, failed: null, CancellationToken.None);

    private Task<CallFailedException> Fail(SystemSpec spec) => Assert.ThrowsAsync<CallFailedException>(() => Ask(spec, "q"));
}

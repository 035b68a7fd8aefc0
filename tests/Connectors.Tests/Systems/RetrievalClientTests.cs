using System.Text.Json.Nodes;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Systems;

public sealed class RetrievalClientTests : IDisposable
{
    private static readonly string TwoDocuments =
        RawServer.Http(200, """{"results":[{"id":"a","score":2.5,"text":"날개"},{"id":"b","score":1}]}""");

    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task Retrieve_DefaultShape_SendsQueryAndTopKAndReadsDocuments()
    {
        await using var server = RawServer.Saying(TwoDocuments);

        var answer = await Retrieve(Clients.Spec(server.Url), "날개 \"유동\" {{top_k}}\n", 7);

        Assert.Equal([new("a", 2.5, null), new("b", 1, null)], answer.Documents);
        Assert.Equal(1, answer.Attempts);
        Assert.True(answer.Latency > TimeSpan.Zero);
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /api/v1/retrieve HTTP/1.1", request.Line);
        Assert.Contains("\r\nContent-Type: application/json\r\n", request.Head + "\r\n");
        var body = JsonNode.Parse(request.Body)!;
        Assert.Equal("날개 \"유동\" {{top_k}}\n", (string?)body["query"]);
        Assert.Equal(7, (int?)body["top_k"]);
    }

    [Fact]
    public async Task Retrieve_WithText_ReadsTextsToo()
    {
        await using var server = RawServer.Saying(TwoDocuments);

        var answer = await _clients.Retrieval.Retrieve(
            Clients.Spec(server.Url), Clients.NoSecrets, "q", 5, withText: true, failed: null, CancellationToken.None);

        Assert.Equal(["날개", null], answer.Documents.Select(d => d.Text));
    }

    [Fact]
    public async Task Retrieve_GetWithMapping_EncodesThePathAndReadsTheMappedPlaces()
    {
        await using var server = RawServer.Saying(
            RawServer.Http(200, """{"data":{"hits":[{"document":{"id":12},"relevance":[0.5]},{"document":{"id":7},"relevance":[0.25]}]}}"""));
        var spec = Clients.Spec(server.Url + "/base/") with
        {
            Retrieve = new()
            {
                Method = "GET",
                Path = "/search?q={{query}}&n={{top_k}}",
                Headers = Clients.NoSecrets.Add("X-Tenant", "t1"),
                Results = "data.hits",
                DocumentId = "document.id",
                Score = "relevance[0]",
            },
        };

        var answer = await Retrieve(spec, "a&b 날개/?#", 2);

        Assert.Equal([new("12", 0.5, null), new("7", 0.25, null)], answer.Documents);
        var request = Assert.Single(server.Requests);
        Assert.Equal("GET /base/search?q=a%26b%20%EB%82%A0%EA%B0%9C%2F%3F%23&n=2 HTTP/1.1", request.Line);
        Assert.Contains("\r\nX-Tenant: t1", request.Head);
    }

    [Fact]
    public async Task Retrieve_BodyTemplateAndHeaders_AreSentAsRegistered()
    {
        await using var server = RawServer.Saying(TwoDocuments);
        var spec = Clients.Spec(server.Url) with
        {
            Retrieve = new()
            {
                Body = """{"input":{"q":{{query}}},"n":{{top_k}}}""",
                Headers = Clients.NoSecrets.Add("Content-Type", "application/vnd.rag+json").Add("X-Api-Key", "plain"),
            },
        };

        await _clients.Retrieval.Retrieve(
            spec, Clients.NoSecrets.Add("x-api-key", "secret").Add("Authorization", "Bearer sk-1"), "q", 3, CancellationToken.None);

        var request = Assert.Single(server.Requests);
        Assert.Equal("""{"input":{"q":"q"},"n":3}""", request.Body);
        Assert.Contains("\r\nContent-Type: application/vnd.rag+json", request.Head);
        Assert.Contains("\r\nx-api-key: secret", request.Head);
        Assert.DoesNotContain("plain", request.Head);
        Assert.Contains("\r\nAuthorization: Bearer sk-1", request.Head);
    }

    [Fact]
    public async Task Retrieve_ManyCallsAtOnce_EachGetsItsOwnAnswer()
    {
        await using var server = new RawServer(request => request.Say(
            RawServer.Http(200, $$"""[{"id":{{JsonNode.Parse(request.Body)!["query"]!.ToJsonString()}}}]""")));
        var spec = Clients.Spec(server.Url);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Retrieve(spec, $"q{n}", 1)));

        Assert.Equal(Enumerable.Range(0, 64).Select(n => $"q{n}"), answers.Select(a => a.Documents[0].Id));
    }

    [Fact]
    public async Task Retrieve_Canceled_IsCanceledAndNoFailure()
    {
        await using var server = new RawServer(request => request.Hang());
        using var cancel = new CancellationTokenSource();
        var pending = _clients.Retrieval.Retrieve(Clients.Spec(server.Url, retries: 3), Clients.NoSecrets, "q", 1, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    private Task<RetrievalAnswer> Retrieve(SystemSpec spec, string query, int topK) =>
        _clients.Retrieval.Retrieve(spec, Clients.NoSecrets, query, topK, CancellationToken.None);
}

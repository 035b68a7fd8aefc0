using System.Text.Json.Nodes;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Net;
using BenchHub.Systems;
using Microsoft.Extensions.AI;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

/// <summary>Vectors over real sockets, in the shapes that the providers document.</summary>
public sealed class EmbeddingClientTests : IDisposable
{
    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task Embed_EntriesInAnyOrder_StandInTheOrderOfTheTexts()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """
            {"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[0.5,-1e-3]}],"usage":{"prompt_tokens":7,"total_tokens":7}}
            """));

        var answer = await Embed(Spec($"{server.Url}/v1"), "a", "b");

        Assert.Equal([[0.5f, -0.001f], [3, 4]], answer.Vectors);
        Assert.Equal((7, false), (answer.Tokens, answer.IsCounted));
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /v1/embeddings HTTP/1.1", request.Line);
        Assert.Equal("""{"model":"e-1","input":["a","b"]}""", request.Body);
    }

    [Fact]
    public async Task Embed_Gemini_AsksForABatchAndCountsTheTokens()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"embeddings":[{"values":[1,2]},{"values":[3,4]}]}"""));
        var spec = Spec(server.Url) with { Model = Model(ModelProvider.Gemini), Embedding = new() { Model = "e-1", Dimensions = 2 } };

        var answer = await Embed(spec, "12", "b");

        Assert.Equal([[1, 2], [3, 4]], answer.Vectors);
        Assert.Equal((2, true), (answer.Tokens, answer.IsCounted));
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /models/e-1:batchEmbedContents HTTP/1.1", request.Line);
        Assert.Equal(
            """{"model":"models/e-1","content":{"parts":[{"text":"12"}]},"outputDimensionality":2}""", JsonNode.Parse(request.Body)!["requests"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Embed_ManyTexts_AreAskedInBatchesAndKeepTheirOrder()
    {
        await using var server = new RawServer(request =>
        {
            var texts = JsonNode.Parse(request.Body)!["input"]!.AsArray();
            var data = texts.Select(static (text, i) => $$"""{"index":{{i}},"embedding":[{{(string)text!}}]}""").Reverse();
            return request.Say(RawServer.Http(200, $$"""{"data":[{{string.Join(',', data)}}],"usage":{"prompt_tokens":{{texts.Count}} } }"""));
        });

        var answer = await Embed(Spec(server.Url), [.. Enumerable.Range(0, 100).Select(static n => $"{n}")]);

        // 100 = 3 x 32 + 4.
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(static n => (float)n), answer.Vectors.Select(static vector => vector.Single()));
        Assert.Equal(100, answer.Tokens);
    }

    [Fact]
    public async Task Embed_NoTexts_AsksNothing()
    {
        await using var server = RawServer.Saying("");

        Assert.Empty((await Embed(Spec(server.Url))).Vectors);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("""{"data":[{"embedding":[1]}]}""", null, "'data' has 1 entries for 2 texts")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}""", null, "the entry at 'data[1]' has the index 0, which another one has too")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":2,"embedding":[1]}]}""", null, "the entry at 'data[1]' has the index 2, which belongs to no text")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":[]}]}""", null, "the vector of text 2 is empty")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":[1e99]}]}""", null, "element [0] of the vector of text 2 is a number, not a finite number")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":[null]}]}""", null, "element [0] of the vector of text 2 is null, not a finite number")]
    [InlineData("""{"data":[{"embedding":"AACAPw=="},{"embedding":[1]}]}""", null, "it has no list 'embedding'")]
    [InlineData("""{"data":[{"embedding":[1,2]},{"embedding":[1]}]}""", null, "the vector of text 2 has 1 numbers, and that of text 1 has 2")]
    [InlineData("""{"data":[{"embedding":[1,2]},{"embedding":[1,3]}]}""", 3, "the vector of text 1 has 2 numbers, and embedding.dimensions is 3")]
    [InlineData("<html>", null, "it is not JSON")]
    public async Task Embed_AnswerOfAnotherShape_IsMalformedWithTheReason(string body, int? dimensions, string reason)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, body));

        var failure = await Fail(Spec(server.Url) with { Embedding = new() { Model = "e-1", Dimensions = dimensions } });

        Assert.Equal(CallFailure.Malformed, failure.Kind);
        Assert.Contains(reason, failure.Message);
    }

    [Fact]
    public async Task Embed_WrongKey_SaysWhatToDoWithoutTheKey()
    {
        await using var server = RawServer.Saying(RawServer.Http(401, """{"error":{"message":"Incorrect API key: sk-12345","code":"invalid_api_key"}}"""));

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => _clients.Embeddings.Embed(
            Spec(server.Url), Clients.NoSecrets.Add("Authorization", "Bearer sk-12345"), ["a"], failed: null, CancellationToken.None));

        Assert.Contains("the key is missing or not accepted", failure.Message);
        Assert.DoesNotContain("sk-12345", failure.Message);
    }

    [Fact]
    public async Task Embed_RateLimited_IsAskedAgainForThatBatchAlone()
    {
        using var clients = new Clients(new ShortWaits(TimeSpan.FromMinutes(5)));
        var answer = RawServer.Http(200, """{"data":[{"embedding":[1]}]}""");
        await using var server = RawServer.Saying(RawServer.Http(429, "{}"), answer);

        Assert.Single((await clients.Embeddings.Embed(Spec(server.Url, retries: 1), Clients.NoSecrets, ["a"], failed: null, CancellationToken.None)).Vectors);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Generate_ThroughExtensionsAi_GivesTheSameVectors()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"data":[{"embedding":[1,2,3]}],"usage":{"prompt_tokens":5}}"""));
        using var generator = new ModelEmbeddingGenerator(_clients.Embeddings, Spec(server.Url), Clients.NoSecrets);

        var made = await generator.GenerateAsync(["a"], new() { ModelId = "e-2", Dimensions = 3 });

        Assert.Equal([1, 2, 3], Assert.Single(made).Vector.ToArray());
        Assert.Equal(5, made.Usage!.InputTokenCount);
        Assert.Equal("""{"model":"e-2","input":["a"],"dimensions":3}""", Assert.Single(server.Requests).Body);
        Assert.Equal("e-1", generator.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId);
    }

    private static SystemSpec Spec(string url, int retries = 0) => Llm(url, retries: retries) with { Embedding = new() { Model = "e-1" } };

    private Task<EmbeddingAnswer> Embed(SystemSpec spec, params string[] texts) =>
        _clients.Embeddings.Embed(spec, Clients.NoSecrets, texts, failed: null, CancellationToken.None);

    private Task<CallFailedException> Fail(SystemSpec spec) => Assert.ThrowsAsync<CallFailedException>(() => Embed(spec, "a", "b"));
}

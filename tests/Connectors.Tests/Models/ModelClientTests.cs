using BenchHub.Connectors.Models;
using BenchHub.Connectors.Net;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

/// <summary>Whole answers over real sockets, in the shapes that the providers document.</summary>
public sealed class ModelClientTests : IDisposable
{
    private const string Chat = """{"choices":[{"message":{"role":"assistant","content":"4"},"finish_reason":"stop"}],"usage":{"prompt_tokens":14,"completion_tokens":1}}""";

    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Theory]
    [InlineData(ModelProvider.OpenAi, "POST /v1/chat/completions HTTP/1.1", Chat)]
    [InlineData(ModelProvider.Anthropic, "POST /v1/messages HTTP/1.1", """{"content":[{"type":"text","text":"4"}],"stop_reason":"end_turn","usage":{"input_tokens":14,"output_tokens":1}}""")]
    [InlineData(ModelProvider.Gemini, "POST /v1/models/m-1:generateContent HTTP/1.1", """{"candidates":[{"content":{"parts":[{"text":"4"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":14,"candidatesTokenCount":1}}""")]
    [InlineData(ModelProvider.HuggingFace, "POST /v1/v1/chat/completions HTTP/1.1", Chat)]
    public async Task Ask_AnyProvider_GivesOneAnswer(ModelProvider provider, string line, string body)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, body));

        var answer = await _clients.Models.Ask(
            Llm($"{server.Url}/v1", provider), Clients.NoSecrets.Add("x-api-key", "sk-123456"), Question, failed: null, CancellationToken.None);

        Assert.Equal(("4", "stop", new ModelTokens(14, 0, 1), 1), (answer.Text, answer.FinishReason, answer.Tokens, answer.Attempts));
        Assert.Null(answer.FirstToken);
        Assert.True(answer.Latency > TimeSpan.Zero);
        var request = Assert.Single(server.Requests);
        Assert.Equal(line, request.Line);
        Assert.Contains("x-api-key: sk-123456", request.Head);
        Assert.Equal(provider is ModelProvider.Anthropic, request.Head.Contains("anthropic-version: 2023-06-01"));
    }

    [Fact]
    public async Task Ask_Likelihood_IsInNats()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """
            {"choices":[{"text":"The capital is Paris.","finish_reason":"length","logprobs":{"text_offset":[0,3,11,14,20],"token_logprobs":[null,-8.5,-1.5,-0.25,-0.5],
             "tokens":["The"," capital"," is"," Paris","."],"top_logprobs":[null,{" capital":-8.5},{" is":-1.5},{" Paris":-0.25},{".":-0.5}]}}],"usage":{"prompt_tokens":4,"completion_tokens":1}}
            """));

        var answer = await Ask(Llm(server.Url), Likelihood);

        Assert.Equal(("", -0.25, true), (answer.Text, answer.LogLikelihood, answer.IsGreedy));
    }

    [Fact]
    public async Task Ask_LikelihoodOfAProviderWithout_IsRefusedUnasked()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, "{}"));

        var failure = await Fail(Llm(server.Url, ModelProvider.Anthropic), Likelihood);

        Assert.Equal((CallFailure.Refused, "llm cannot be asked this: Anthropic tells no likelihood of a given text; let the task ask for the letter of a choice instead."), (failure.Kind, failure.Message));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"It is four."}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"It is four."}}],"usage":null}""")]
    [InlineData("""{"choices":[{"message":{"content":"It is four."}}],"usage":{}}""")]
    public async Task Ask_NoUsage_IsCounted(string body)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, body));

        var answer = await Ask(Llm(server.Url), Question);

        // "Be short." 2 words + 1 sign + 4 for the turn; "2+2?" 2 digits + 2 signs + 4; the answer 3 words + 1 sign
        Assert.Equal(new ModelTokens(15, 0, 4, IsCounted: true), answer.Tokens);
        Assert.Null(answer.FinishReason);
    }

    [Fact]
    public async Task Ask_HalfOfTheUsage_CountsTheRest()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"generated_text":" upon a","details":{"finish_reason":"length","generated_tokens":2}}"""));

        Assert.Equal(new ModelTokens(1, 0, 2, IsCounted: true), (await Ask(Llm(server.Url, ModelProvider.HuggingFace), Completion)).Tokens);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":""},"finish_reason":"stop"}]}""", "stop")]
    [InlineData("""{"choices":[{"message":{"content":null},"finish_reason":"length"}]}""", "length")]
    [InlineData("""{"choices":[{"message":{"content":null},"finish_reason":"content_filter"}]}""", "content_filter")]
    public async Task Ask_EmptyCompletion_IsAnAnswer(string body, string reason)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, body));

        var answer = await Ask(Llm(server.Url), Question);

        Assert.Equal(("", reason), (answer.Text, answer.FinishReason));
    }

    [Fact]
    public async Task Ask_PromptHeldBackByAFilter_IsAnAnswer()
    {
        await using var server = RawServer.Saying(RawServer.Http(400, """{"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":400}}"""));

        var answer = await Ask(Llm(server.Url), Question);

        Assert.Equal(("", "content_filter", 0), (answer.Text, answer.FinishReason, answer.Tokens.Output));
    }

    [Fact]
    public async Task Ask_StopTextLeftInTheAnswer_IsCutOff()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"generated_text":"four\n\n","details":{"finish_reason":"stop_sequence","generated_tokens":2}}"""));

        Assert.Equal("four", (await Ask(Llm(server.Url, ModelProvider.HuggingFace), Completion with { Stop = ["END", "\n\n"] })).Text);
    }

    [Fact]
    public async Task Ask_FailsOnce_TellsAndAsksAgain()
    {
        using var clients = new Clients(new ShortWaits(TimeSpan.FromSeconds(20)));
        await using var server = RawServer.Saying(RawServer.Http(503, "{}"), RawServer.Http(200, Chat));
        var heard = new List<int?>();

        var answer = await clients.Models.Ask(Llm(server.Url, retries: 2), Clients.NoSecrets, Question, failure => heard.Add(failure.StatusCode), CancellationToken.None);

        Assert.Equal(2, answer.Attempts);
        Assert.Equal([503], heard);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
    }

    [Fact]
    public async Task Ask_HalfASurrogate_IsSentAsAReplacement()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"choices":[{"text":"x"}]}"""));

        await Ask(Llm(server.Url), new() { Prompt = "a\ud800b" });

        Assert.Equal("""{"model":"m-1","prompt":"a\uFFFDb"}""", Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Ask_RegistrationThatSkippedValidation_IsRefusedUnasked()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, "{}"));
        var spec = Llm(server.Url);

        Assert.Equal("llm is no language model: it is registered without a field model.", (await Fail(spec with { Model = null }, Question)).Message);
        Assert.StartsWith("llm cannot be asked this: ", (await Fail(spec with { Model = spec.Model! with { Extra = spec.Model.Extra.Add("a", "{") } }, Question)).Message);
        Assert.Equal(CallFailure.Refused, (await Fail(spec with { Model = spec.Model with { Provider = (ModelProvider)9 } }, Question)).Kind);
        Assert.Equal(CallFailure.Refused, (await Fail(spec with { Url = "ftp://x" }, Question)).Kind);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Ask_CallerGivesUp_IsACancellationAndNoFailure()
    {
        using var gaveUp = new CancellationTokenSource();
        await using var server = new RawServer(async request =>
        {
            await gaveUp.CancelAsync();
            await request.Hang();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _clients.Models.Ask(Llm(server.Url), Clients.NoSecrets, Question, failed: null, gaveUp.Token));
    }

    private Task<ModelAnswer> Ask(SystemSpec spec, ModelRequest request) => _clients.Models.Ask(spec, Clients.NoSecrets, request, failed: null, CancellationToken.None);

    private Task<CallFailedException> Fail(SystemSpec spec, ModelRequest request) => Assert.ThrowsAsync<CallFailedException>(() => Ask(spec, request));
}

using BenchHub.Connectors.Net;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

/// <summary>What providers do wrong or complain about, over real sockets, in the shapes that they document.</summary>
public sealed class ModelFaultsTests : IDisposable
{
    private const string WrongKey = "the key is missing or not accepted; register a valid one (apiKey)";
    private const string NoQuota = "the account has no quota left, so asking again is of no use";
    private const string TooLong = "the request and the answer it allows do not fit the model's context";
    private const string TooMany = "too many requests at once";
    private const string Overloaded = "the service is overloaded or starting";

    private readonly Clients _clients = new(new ShortWaits(TimeSpan.FromMinutes(5)));

    public void Dispose() => _clients.Dispose();

    public static TheoryData<int, string, string, string, bool> Errors => new()
    {
        { 401, """{"error":{"message":"Incorrect API key provided: sk-12***56.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""", WrongKey, "Incorrect API key provided: sk-12***56.", false },
        { 401, """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"request_id":"req_1"}""", WrongKey, "invalid x-api-key", false },
        { 400, """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}""", WrongKey, "API key not valid.", false },
        { 403, """{"error":{"message":"Project does not have access to model m-1","type":"invalid_request_error","code":"model_not_found"}}""", "the key may not ask this model", "Project does not have access", false },
        { 402, """{"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}""", NoQuota, "Insufficient Balance", false },
        { 429, """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""", NoQuota, "You exceeded your current quota", false },
        { 400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API."}}""", NoQuota, "Your credit balance", false },
        { 429, """{"error":{"message":"Rate limit reached for m-1 on tokens per min (TPM)","type":"tokens","code":"rate_limit_exceeded"}}""", TooMany, "Rate limit reached", true },
        { 429, """{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}}""", TooMany, "You exceeded", true },
        { 429, """{"error":"Model is overloaded","error_type":"overloaded"}""", TooMany, "Model is overloaded", true },
        { 400, """{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""", TooLong, "This model's maximum", false },
        { 400, """{"object":"error","message":"This model's maximum context length is 2048 tokens.","type":"BadRequestError","param":null,"code":400}""", TooLong, "This model's maximum", false },
        { 400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 200082 tokens > 200000 maximum"}}""", TooLong, "prompt is too long", false },
        { 400, """{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}""", TooLong, "The input token count", false },
        { 422, """{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096.","error_type":"validation"}""", TooLong, "Input validation error", false },
        { 422, """{"error":"Input validation error: `max_new_tokens` must be strictly positive","error_type":"validation"}""", "the provider refuses a field of the request", "Input validation error", false },
        { 400, """{"error":{"message":"Unsupported parameter: 'max_tokens'.","type":"invalid_request_error"}}""", "the provider refuses a field of the request", "Unsupported parameter", false },
        { 404, """{"error":"model 'm-1' not found"}""", "there is no such model or path; check model.name, model.provider and the url", "model 'm-1' not found", false },
        { 404, """{"detail":"Not Found"}""", "there is no such model or path", "Not Found", false },
        { 529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", Overloaded, "Overloaded", true },
        { 503, """[{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}]""", Overloaded, "The model is overloaded.", true },
        { 500, """{"error":["first","second"]}""", "the service failed", "first", true },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public async Task Ask_ErrorOfAProvider_SaysWhyAndWhatToDo(int status, string body, string cause, string message, bool isTransient)
    {
        await using var server = RawServer.Saying(RawServer.Http(status, body));

        var failure = await Fail(Llm(server.Url, retries: 1));

        Assert.Equal((CallFailure.Status, status, isTransient), (failure.Kind, failure.StatusCode, failure.IsTransient));
        Assert.StartsWith($"POST {server.Url}/chat/completions answered {status}: {cause}", failure.Message);
        Assert.Contains($" It says: {message}", failure.Message);
        Assert.Equal(isTransient ? 2 : 1, server.Requests.Count);
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>", "answered 502 (text/html): the service failed; if this lasts, look at its own log or status page. It begins: <html>Bad gateway</html>")]
    [InlineData(401, "", "answered 401 (text/html): the key is missing or not accepted; register a valid one (apiKey). The body is empty.")]
    [InlineData(418, "short and stout", "answered 418 (text/html). It begins: short and stout")]
    [InlineData(402, "{}", "answered 402 (text/html): the account has no quota left, so asking again is of no use; add credit or raise its limit at the provider, then retry the failed items. It begins: {}")]
    public async Task Ask_ErrorWithoutWords_ShowsHowItBegins(int status, string body, string sentence)
    {
        await using var server = RawServer.Saying(RawServer.Http(status, body, "text/html"));

        Assert.EndsWith(sentence, (await Fail(Llm(server.Url))).Message);
    }

    [Fact]
    public async Task Ask_KeyEchoedInTheMessage_IsNotShown()
    {
        await using var server = RawServer.Saying(RawServer.Http(401, """{"error":{"message":"Incorrect API key provided: sk-123456.","code":"sk-123456"}}"""));

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => _clients.Models.Ask(
            Llm(server.Url), Clients.NoSecrets.Add("Authorization", "Bearer sk-123456"), Question, failed: null, CancellationToken.None));

        Assert.DoesNotContain("sk-123456", failure.ToString());
        Assert.Contains("Incorrect API key provided: ***.", failure.Message);
    }

    [Fact]
    public async Task Ask_KeyEchoedAsATool_IsNotShown()
    {
        await using var server = RawServer.Saying(
            RawServer.Http(200, """{"choices":[{"message":{"tool_calls":[{"function":{"name":"sk-123456"}}]}}]}"""),
            Events("""{"choices":[{"delta":{"tool_calls":[{"function":{"name":"sk-123456"}}]},"finish_reason":"tool_calls"}]}"""));
        var secrets = Clients.NoSecrets.Add("Authorization", "Bearer sk-123456");

        foreach (var streams in new[] { false, true })
        {
            var failure = await Assert.ThrowsAsync<CallFailedException>(() => _clients.Models.Ask(
                Llm(server.Url, streams: streams), secrets, Question, failed: null, CancellationToken.None));

            Assert.Contains("the model wants to call '***' instead", failure.Message);
            Assert.DoesNotContain("sk-123456", failure.ToString());
        }
    }

    [Theory]
    [InlineData(ModelProvider.OpenAi, """{"choices":[{"message":{"content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"a","arguments":"{}"}},{"function":{"name":"b"}}]},"finish_reason":"tool_calls"}]}""")]
    [InlineData(ModelProvider.Anthropic, """{"content":[{"type":"tool_use","name":"a"},{"type":"tool_use","name":"b"}],"stop_reason":"tool_use"}""")]
    [InlineData(ModelProvider.Gemini, """{"candidates":[{"content":{"parts":[{"functionCall":{"name":"a"}},{"functionCall":{"name":"b"}}]},"finishReason":"STOP"}]}""")]
    public async Task Ask_ToolCallsInsteadOfText_AreNamed(ModelProvider provider, string body)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, body));

        var failure = await Fail(Llm(server.Url, provider, retries: 3));

        Assert.Equal(CallFailure.Malformed, failure.Kind);
        Assert.Contains("the model wants to call 'a', 'b' instead of answering; take the tools out of the request (model.extra) or off the server. It begins: {", failure.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Ask_ToolCallsBesideText_AreAnAnswer()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"content":[{"type":"text","text":"Let me look."},{"type":"tool_use","name":"a"}],"stop_reason":"tool_use"}"""));

        var answer = await _clients.Models.Ask(Llm(server.Url, ModelProvider.Anthropic), Clients.NoSecrets, Question, failed: null, CancellationToken.None);

        Assert.Equal(("Let me look.", "tool_calls"), (answer.Text, answer.FinishReason));
    }

    [Theory]
    [InlineData("{\"choices\":[{\"mess", "it is not JSON: ")]
    [InlineData("[1,2]", "it has no list 'choices'. It begins: [1,2]")]
    [InlineData("\"\\ud800\"", "it has no list 'choices'")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"\\ud800\"}}]}", "'content' is not valid Unicode text")]
    [InlineData("", "it is not JSON: ")]
    public async Task Ask_WrongJson_IsMalformedAndNotRepeated(string body, string sentence)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, body));

        var failure = await Fail(Llm(server.Url, retries: 3));

        Assert.Equal(CallFailure.Malformed, failure.Kind);
        Assert.Contains(sentence, failure.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Ask_ErrorUnder200_IsTheErrorItNames()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"error":{"message":"upstream is down","code":502}}"""));

        var failure = await Fail(Llm(server.Url));

        Assert.Equal((CallFailure.Status, 502), (failure.Kind, failure.StatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_TenMegabytes_AreReadOrRefusedByTheLimit(bool isAllowed)
    {
        var text = new string('x', 10_000_000);
        await using var server = RawServer.Saying(RawServer.Http(200, $$$"""{"choices":[{"message":{"content":"{{{text}}}"}}]}"""));
        var llm = Llm(server.Url);
        var spec = llm with { Limits = llm.Limits with { Retries = 3, AnswerBytes = isAllowed ? 16_000_000 : 1_000_000 } };

        if (isAllowed)
        {
            Assert.Equal(10_000_000, (await _clients.Models.Ask(spec, Clients.NoSecrets, Question, failed: null, CancellationToken.None)).Text.Length);
        }
        else
        {
            Assert.Equal(CallFailure.TooLarge, (await Fail(spec)).Kind);
        }

        Assert.Single(server.Requests);
    }

    private Task<CallFailedException> Fail(SystemSpec spec) => Assert.ThrowsAsync<CallFailedException>(
        () => _clients.Models.Ask(spec, Clients.NoSecrets, Question, failed: null, CancellationToken.None));
}

using System.Text;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Net;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

/// <summary>Answers as server-sent events over real sockets.</summary>
public sealed class ModelClientStreamTests : IDisposable
{
    private const string Hello = """{"choices":[{"index":0,"delta":{"content":"It is "},"finish_reason":null}]}""";
    private const string Four = """{"choices":[{"index":0,"delta":{"content":"4."},"finish_reason":null}]}""";
    private const string Stopped = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    public static TheoryData<ModelProvider, string, string[]> Streams => new()
    {
        {
            ModelProvider.OpenAi, "POST /chat/completions HTTP/1.1",
            [
                """{"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}""", Hello, Four, Stopped,
                """{"choices":[],"usage":{"prompt_tokens":14,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":8}}}""", "[DONE]",
            ]
        },
        {
            ModelProvider.Anthropic, "POST /messages HTTP/1.1",
            [
                """{"type":"message_start","message":{"id":"msg_1","content":[],"stop_reason":null,"usage":{"input_tokens":6,"cache_read_input_tokens":8,"output_tokens":1}}}""",
                """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
                """{"type":"ping"}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"It is "}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"4."}}""",
                """{"type":"content_block_stop","index":0}""",
                """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":3}}""",
                """{"type":"message_stop"}""",
            ]
        },
        {
            ModelProvider.Gemini, "POST /models/m-1:streamGenerateContent?alt=sse HTTP/1.1",
            [
                """{"candidates":[{"content":{"parts":[{"text":"It is "}],"role":"model"}}],"usageMetadata":{"promptTokenCount":14,"cachedContentTokenCount":8,"candidatesTokenCount":2}}""",
                """{"candidates":[{"content":{"parts":[{"text":"4."}],"role":"model"},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":14,"cachedContentTokenCount":8,"candidatesTokenCount":3}}""",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Streams), DisableDiscoveryEnumeration = true)]
    public async Task Ask_Stream_IsPutTogether(ModelProvider provider, string line, string[] events)
    {
        await using var server = RawServer.Saying(Events(events));

        var answer = await Ask(Llm(server.Url, provider, streams: true), Question);

        Assert.Equal(("It is 4.", "stop", new ModelTokens(14, 8, 3)), (answer.Text, answer.FinishReason, answer.Tokens));
        Assert.InRange(answer.FirstToken!.Value, TimeSpan.Zero, answer.Latency);
        var request = Assert.Single(server.Requests);
        Assert.Equal(line, request.Line);
        Assert.Contains("Accept: text/event-stream", request.Head);
    }

    [Fact]
    public async Task Ask_HuggingFaceStream_LeavesSpecialTokensAndTheStopOut()
    {
        await using var server = RawServer.Saying(Events(
            """{"index":1,"token":{"id":1,"text":" upon","logprob":-0.1,"special":false},"generated_text":null,"details":null}""",
            """{"index":2,"token":{"id":2,"text":"\n","logprob":-0.1,"special":false},"generated_text":null,"details":null}""",
            """{"index":3,"token":{"id":3,"text":"</s>","logprob":-0.1,"special":true},"generated_text":" upon\n","details":{"finish_reason":"eos_token","generated_tokens":3,"input_length":2,"seed":null}}"""));

        var answer = await Ask(Llm(server.Url, ModelProvider.HuggingFace, streams: true), Completion with { Stop = ["\n"] });

        Assert.Equal((" upon", "stop", new ModelTokens(2, 0, 3)), (answer.Text, answer.FinishReason, answer.Tokens));
        Assert.Equal("POST /generate_stream HTTP/1.1", Assert.Single(server.Requests).Line);
    }

    [Fact]
    public async Task Ask_FirstToken_IsTimedBeforeTheRestArrives()
    {
        var time = new SteppedTime();
        using var clients = new Clients(time);
        var firstArrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async request =>
        {
            await request.Say(Events(Hello));
            await firstArrived.Task;
            time.Advance(TimeSpan.FromSeconds(3));
            await request.Say($"data: {Four}\n\ndata: {Stopped}\n\ndata: [DONE]\n\n");
        });
        var latencies = new List<TimeSpan>();

        await foreach (var (piece, elapsed) in clients.Models.Stream(Llm(server.Url), Clients.NoSecrets, Question, CancellationToken.None))
        {
            latencies.Add(elapsed);
            firstArrived.TrySetResult();
        }

        Assert.Equal([0, 3, 3, 3], latencies.Select(latency => latency.TotalSeconds));
    }

    [Theory]
    [InlineData(ModelProvider.OpenAi, Hello)]
    [InlineData(ModelProvider.Anthropic, """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"It is "}}""")]
    [InlineData(ModelProvider.Gemini, """{"candidates":[{"content":{"parts":[{"text":"It is "}]}}]}""")]
    public async Task Ask_StreamEndsEarly_IsTruncatedAndTransient(ModelProvider provider, string only)
    {
        await using var server = RawServer.Saying(Events(only));

        var failure = await Fail(Llm(server.Url, provider, streams: true));

        Assert.Equal(CallFailure.Unreachable, failure.Kind);
        Assert.True(failure.IsTransient);
        Assert.EndsWith(" ended its stream before the answer was complete (truncated).", failure.Message);
    }

    [Fact]
    public async Task Ask_TruncatedOnce_IsAskedAgain()
    {
        using var clients = new Clients(new ShortWaits(TimeSpan.FromSeconds(20)));
        await using var server = RawServer.Saying(Events(Hello), Events(Hello, Four, Stopped, "[DONE]"));

        var answer = await clients.Models.Ask(Llm(server.Url, streams: true, retries: 1), Clients.NoSecrets, Question, failed: null, CancellationToken.None);

        Assert.Equal(("It is 4.", 2), (answer.Text, answer.Attempts));
    }

    [Theory]
    [InlineData("[DONE]")]
    [InlineData(Stopped)]
    public async Task Ask_EitherEndMark_IsEnough(string end)
    {
        await using var server = RawServer.Saying(Events(Hello, Four, end));

        Assert.Equal("It is 4.", (await Ask(Llm(server.Url, streams: true), Question)).Text);
    }

    [Fact]
    public async Task Ask_StreamWithoutUsage_IsCounted()
    {
        await using var server = RawServer.Saying(Events(Hello, Four, Stopped, "[DONE]"));

        // "It is 4.": two words, a digit, a sign
        Assert.Equal(new ModelTokens(15, 0, 4, IsCounted: true), (await Ask(Llm(server.Url, streams: true), Question)).Tokens);
    }

    [Fact]
    public async Task Ask_ServerThatDoesNotStream_IsReadWhole()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"choices":[{"message":{"content":"4"},"finish_reason":"stop"}]}"""));

        var answer = await Ask(Llm(server.Url, streams: true), Question);

        Assert.Equal(("4", null), (answer.Text, answer.FirstToken));
    }

    [Theory]
    [InlineData("""{"error":{"type":"overloaded_error","message":"Overloaded"},"type":"error"}""", 503, true)]
    [InlineData("""{"error":{"type":"rate_limit_error","message":"Slow down"}}""", 429, true)]
    [InlineData("""{"error":"Input validation error: too long","error_type":"validation"}""", 400, false)]
    [InlineData("""{"error":{"code":500,"message":"Internal","status":"INTERNAL"}}""", 500, true)]
    public async Task Ask_ErrorInsideTheStream_HasTheStatusItWouldHave(string error, int status, bool isTransient)
    {
        await using var server = RawServer.Saying(Events(Hello, error));

        var failure = await Fail(Llm(server.Url, streams: true));

        Assert.Equal((CallFailure.Status, status, isTransient), (failure.Kind, failure.StatusCode, failure.IsTransient));
        Assert.StartsWith($"POST {server.Url}/chat/completions broke off its stream: ", failure.Message);
    }

    [Fact]
    public async Task Ask_EventThatIsNoJson_ShowsHowItBegins()
    {
        await using var server = RawServer.Saying(Events(Hello, "<oops sk-123456>"));

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => _clients.Models.Ask(
            Llm(server.Url, streams: true), Clients.NoSecrets.Add("Authorization", "Bearer sk-123456"), Question, failed: null, CancellationToken.None));

        Assert.Equal(CallFailure.Malformed, failure.Kind);
        Assert.EndsWith("It begins: <oops ***>", failure.Message);
    }

    [Fact]
    public async Task Ask_ToolCallsInAStream_AreNamed()
    {
        await using var server = RawServer.Saying(Events(
            """{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"lookup","arguments":""}}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}}]}""",
            """{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}""", "[DONE]"));

        var failure = await Fail(Llm(server.Url, streams: true));

        Assert.Equal(CallFailure.Malformed, failure.Kind);
        Assert.Contains("the model wants to call 'lookup' instead of answering", failure.Message);
    }

    [Fact]
    public async Task Ask_EndlessStream_IsTooLarge()
    {
        await using var server = new RawServer(async request =>
        {
            await request.Say(Events());
            while (!request.Stopping.IsCancellationRequested)
            {
                await request.Say($"data: {Hello}\n\n");
            }
        });

        var failure = await Fail(Small(Llm(server.Url, streams: true)));

        Assert.Equal(CallFailure.TooLarge, failure.Kind);
        Assert.EndsWith("answered more than 2,048 bytes, the limit of one answer (limits.answerBytes).", failure.Message);
    }

    [Fact]
    public async Task Ask_EndlessLine_IsTooLarge()
    {
        await using var server = new RawServer(async request =>
        {
            await request.Say(Events() + "data: ");
            while (!request.Stopping.IsCancellationRequested)
            {
                await request.Say(new string('x', 1000));
            }
        });

        Assert.Equal(CallFailure.TooLarge, (await Fail(Small(Llm(server.Url, streams: true)))).Kind);
    }

    [Fact]
    public async Task Ask_StreamThatStalls_IsATimeout()
    {
        await using var server = new RawServer(async request =>
        {
            await request.Say(Events(Hello));
            await request.Hang();
        });
        var spec = Llm(server.Url, streams: true) with { Limits = new() { Retries = 0, CallTimeout = TimeSpan.FromMilliseconds(200) } };

        var failure = await Fail(spec);

        Assert.Equal((CallFailure.Timeout, $"POST {server.Url}/chat/completions gave no complete answer within 0.2 s."), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task Ask_ConnectionBreaksInsideAChunk_IsUnreachable()
    {
        await using var server = RawServer.Saying(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n{Encoding.UTF8.GetByteCount(Hello) + 8:x}\r\ndata: {Hello}\n\n\r\n50\r\ndata: {{");

        var failure = await Fail(Llm(server.Url, streams: true));

        Assert.Equal((CallFailure.Unreachable, $"POST {server.Url}/chat/completions closed the connection before its answer was complete."), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task Ask_CallerGivesUpMidStream_IsACancellation()
    {
        using var gaveUp = new CancellationTokenSource();
        await using var server = new RawServer(async request =>
        {
            await request.Say(Events(Hello));
            await request.Hang();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _clients.Models.Stream(Llm(server.Url), Clients.NoSecrets, Question, gaveUp.Token))
            {
                await gaveUp.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task Ask_StreamRedirectedToTheMetadataService_IsRefused()
    {
        await using var server = RawServer.Saying("HTTP/1.1 307 X\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.Equal(CallFailure.Refused, (await Fail(Llm(server.Url, streams: true))).Kind);
    }

    private static SystemSpec Small(SystemSpec spec) => spec with { Limits = spec.Limits with { AnswerBytes = 2048, CallTimeout = TimeSpan.FromSeconds(20) } };

    private Task<ModelAnswer> Ask(SystemSpec spec, ModelRequest request) => _clients.Models.Ask(spec, Clients.NoSecrets, request, failed: null, CancellationToken.None);

    private Task<CallFailedException> Fail(SystemSpec spec) => Assert.ThrowsAsync<CallFailedException>(() => Ask(spec, Question));

    /// <summary>Stands still but for the steps that a test makes; timers never fire.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan step) => Interlocked.Add(ref _ticks, step.Ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}

using System.Collections.Immutable;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class OpenAiProtocolTests
{
    private static readonly OpenAiProtocol Protocol = new();

    [Fact]
    public void Call_Conversation_PostsChatCompletions()
    {
        var model = Model(ModelProvider.OpenAi) with { Instruction = "You count.", Temperature = 0.5, MaxTokens = 9, Seed = 3 };

        var call = Protocol.Call(model, Question with { Stop = ["\n"], TopP = 0.9 });

        Assert.Equal("chat/completions", call.Path);
        Assert.False(call.Streams);
        Assert.Equal(
            """{"model":"m-1","messages":[{"role":"system","content":"You count."},{"role":"system","content":"Be short."},{"role":"user","content":"2+2?"}],"temperature":0.5,"top_p":0.9,"max_tokens":5,"seed":3,"stop":["\n"]}""",
            call.Body.ToJsonString(Relaxed));
    }

    [Fact]
    public void Call_Text_PostsCompletions()
    {
        var call = Protocol.Call(Model(ModelProvider.OpenAi), Completion);

        Assert.Equal(("completions", """{"model":"m-1","prompt":"Once"}"""), (call.Path, call.Body.ToJsonString()));
    }

    [Fact]
    public void Call_Streaming_AsksForUsageToo()
    {
        var call = Protocol.Call(Model(ModelProvider.OpenAi, streams: true), Completion);

        Assert.True(call.Streams);
        Assert.Equal("""{"model":"m-1","prompt":"Once","stream":true,"stream_options":{"include_usage":true}}""", call.Body.ToJsonString());
    }

    [Fact]
    public void Call_Likelihood_EchoesAndNeverStreams()
    {
        var call = Protocol.Call(Model(ModelProvider.OpenAi, streams: true), Likelihood);

        Assert.False(call.Streams);
        Assert.Equal(
            """{"model":"m-1","prompt":"The capital is Paris","echo":true,"logprobs":1,"max_tokens":1,"temperature":0}""", call.Body.ToJsonString());
    }

    [Fact]
    public void Call_Extra_IsAMergePatch()
    {
        var model = Model(ModelProvider.OpenAi) with { Temperature = 1, Extra = Extra(("reasoning_effort", "\"low\""), ("temperature", "null"), ("a", """{"b":{"c":1},"d":null}""")) };

        Assert.Equal("""{"model":"m-1","prompt":"Once","a":{"b":{"c":1}},"reasoning_effort":"low"}""", Protocol.Call(model, Completion).Body.ToJsonString());
    }

    [Theory]
    [InlineData(7, """{"model":"m-1","prompt":"Once","max_completion_tokens":7}""")]
    [InlineData(null, """{"model":"m-1","prompt":"Once","max_completion_tokens":2000}""")]
    public void Call_ExtraNamesTheNewerLimit_LimitGoesUnderThatName(int? asked, string body)
    {
        var model = Model(ModelProvider.OpenAi) with { Extra = Extra(("max_completion_tokens", "2000")) };

        Assert.Equal(body, Protocol.Call(model, Completion with { MaxTokens = asked }).Body.ToJsonString());
    }

    [Fact]
    public void Read_Chat_GivesTextReasonAndUsage()
    {
        var reply = Protocol.Read(Json("""
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":"4","refusal":null},"logprobs":null,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":14,"completion_tokens":1,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":8,"audio_tokens":0}}}
            """), Question);

        Assert.Equal(("4", "stop", new ToldTokens(14, 8, 1)), (reply.Text, reply.FinishReason, reply.Tokens));
    }

    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}""", "ab")]
    [InlineData("""{"content":null,"refusal":"I will not."}""", "I will not.")]
    [InlineData("""{"content":null,"reasoning_content":"hm"}""", "")]
    [InlineData("""{"content":""}""", "")]
    public void Read_OtherContents_AreText(string message, string text) =>
        Assert.Equal(text, Protocol.Read(Json($$"""{"choices":[{"message":{{message}}}]}"""), Question).Text);

    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("function_call", "tool_calls")]
    [InlineData("eos_token", "stop")]
    [InlineData("abort", "abort")]
    public void Read_FinishReason_IsInOneVocabulary(string said, string reason) =>
        Assert.Equal(reason, Protocol.Read(Json($$"""{"choices":[{"text":"x","finish_reason":"{{said}}"}]}"""), Completion).FinishReason);

    [Theory]
    [InlineData("{}", "it has no list 'choices'")]
    [InlineData("""{"choices":[]}""", "'choices' is empty")]
    [InlineData("""{"choices":[{"text":"x"}]}""", "the first choice has no 'message'")]
    [InlineData("""{"choices":[5]}""", "the first choice has no 'message'")]
    [InlineData("""{"choices":{"a":1}}""", "it has no list 'choices'")]
    public void Read_WrongShape_SaysWhere(string answer, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<AnswerFormatException>(() => Protocol.Read(Json(answer), Question)).Message);

    [Fact]
    public void ReadPiece_UsageChunk_HasNoChoices()
    {
        var piece = Protocol.ReadPiece(Json("""{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}"""), Question);

        Assert.Equal(("", null, new ToldTokens(3, null, 2)), (piece.Text, piece.FinishReason, piece.Tokens));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ImmutableSortedDictionary<string, string> Extra(params (string Field, string Json)[] fields) =>
        fields.ToImmutableSortedDictionary(static field => field.Field, static field => field.Json);
}

using BenchHub.Connectors.Models;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class AnthropicProtocolTests
{
    private static readonly AnthropicProtocol Protocol = new();

    [Fact]
    public void Call_Conversation_KeepsTheSystemTurnApart()
    {
        var call = Protocol.Call(Model(ModelProvider.Anthropic, streams: true) with { Instruction = "You count.", Seed = 3 }, Question with { Stop = ["END"], Temperature = 0 });

        Assert.Equal("messages", call.Path);
        Assert.True(call.Streams);
        Assert.Equal(
            """{"model":"m-1","max_tokens":5,"messages":[{"role":"user","content":"2\u002B2?"}],"system":"You count.\n\nBe short.","temperature":0,"stop_sequences":["END"],"stream":true}""",
            call.Body.ToJsonString());
        Assert.Equal("2023-06-01", Protocol.Headers["anthropic-version"]);
    }

    [Fact]
    public void Call_NoLimit_SendsOneSinceItIsMandatory()
    {
        Assert.Equal("""{"model":"m-1","max_tokens":4096,"messages":[{"role":"user","content":"Once"}]}""", Body(Model(ModelProvider.Anthropic)));
        Assert.Contains("\"max_tokens\":77", Body(Model(ModelProvider.Anthropic) with { MaxTokens = 77 }));
    }

    [Fact]
    public void Call_Likelihood_IsNotSupported() =>
        Assert.Throws<NotSupportedException>(() => Protocol.Call(Model(ModelProvider.Anthropic), Likelihood));

    [Fact]
    public void Read_Message_CountsTheCacheAsInput()
    {
        var reply = Protocol.Read(Json("""
            {"id":"msg_1","type":"message","role":"assistant","model":"m-1","content":[{"type":"thinking","thinking":"2 and 2","signature":"s"},{"type":"text","text":"It is "},{"type":"text","text":"4."}],
             "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":100,"cache_read_input_tokens":1000,"output_tokens":6}}
            """), Question);

        // 10 + 100 + 1000
        Assert.Equal(("It is 4.", "stop", new ToldTokens(1110, 1000, 6)), (reply.Text, reply.FinishReason, reply.Tokens));
    }

    [Theory]
    [InlineData("end_turn", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("model_context_window_exceeded", "length")]
    [InlineData("refusal", "content_filter")]
    [InlineData("tool_use", "tool_calls")]
    [InlineData("pause_turn", "pause_turn")]
    public void Read_StopReason_IsInOneVocabulary(string said, string reason) =>
        Assert.Equal(reason, Protocol.Read(Json($$"""{"content":[],"stop_reason":"{{said}}"}"""), Question).FinishReason);

    [Fact]
    public void Read_ToolUse_NamesTheTool() => Assert.Equal(
        ["get_weather"],
        Protocol.Read(Json("""{"content":[{"type":"tool_use","id":"t","name":"get_weather","input":{}}],"stop_reason":"tool_use"}"""), Question).Tools);

    [Fact]
    public void Read_NoContent_IsTheWrongShape() =>
        Assert.Throws<AnswerFormatException>(() => Protocol.Read(Json("""{"type":"message"}"""), Question));

    private static string Body(ModelSpec model) => Protocol.Call(model, Completion).Body.ToJsonString();
}

using BenchHub.Connectors.Models;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class HuggingFaceProtocolTests
{
    private static readonly HuggingFaceProtocol Protocol = new();

    [Theory]
    [InlineData(0.7, "\"do_sample\":true,\"temperature\":0.7,")]
    [InlineData(0.0, "\"do_sample\":false,")]
    [InlineData(null, "")]
    public void Call_Text_SamplesOnlyAboveZero(double? temperature, string sampling)
    {
        var call = Protocol.Call(Model(ModelProvider.HuggingFace), Completion with { Temperature = temperature, MaxTokens = 5, Seed = 3, Stop = ["\n"] });

        Assert.Equal("generate", call.Path);
        Assert.Equal(
            $$$"""{"inputs":"Once","parameters":{"details":true,"return_full_text":false,{{{sampling}}}"max_new_tokens":5,"seed":3,"stop":["\n"]}}""",
            call.Body.ToJsonString());
    }

    [Fact]
    public void Call_Streaming_HasItsOwnPath() =>
        Assert.Equal(("generate_stream", true), (Protocol.Call(Model(ModelProvider.HuggingFace, streams: true), Completion) is var call ? call.Path : "", call.Streams));

    [Fact]
    public void Call_Likelihood_AsksForTheInputsDetails()
    {
        var call = Protocol.Call(Model(ModelProvider.HuggingFace, streams: true), Likelihood);

        Assert.Equal(("generate", false), (call.Path, call.Streams));
        Assert.Equal(
            """{"inputs":"The capital is Paris","parameters":{"details":true,"return_full_text":false,"decoder_input_details":true,"max_new_tokens":1}}""",
            call.Body.ToJsonString());
    }

    [Fact]
    public void Call_Conversation_IsLeftToTheServersTemplate()
    {
        var call = Protocol.Call(Model(ModelProvider.HuggingFace), Question);

        Assert.Equal("v1/chat/completions", call.Path);
        Assert.Equal("hi", Protocol.Read(Json("""{"choices":[{"message":{"content":"hi"}}]}"""), Question).Text);
        Assert.Equal("hi", Protocol.ReadPiece(Json("""{"choices":[{"delta":{"content":"hi"}}]}"""), Question).Text);
    }

    [Theory]
    [InlineData("""{"generated_text":" upon","details":{"finish_reason":"length","generated_tokens":1,"seed":null,"prefill":[],"tokens":[{"id":1,"text":" upon","logprob":-0.1,"special":false}]}}""")]
    [InlineData("""[{"generated_text":" upon","details":{"finish_reason":"length","generated_tokens":1}}]""")]
    public void Read_Generated_GivesTextReasonAndWhatIsTold(string answer)
    {
        var reply = Protocol.Read(Json(answer), Completion);

        Assert.Equal((" upon", "length", new ToldTokens(null, null, 1)), (reply.Text, reply.FinishReason, reply.Tokens));
    }

    [Theory]
    [InlineData("eos_token", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("length", "length")]
    public void Read_FinishReason_IsInOneVocabulary(string said, string reason) => Assert.Equal(
        reason, Protocol.Read(Json($$$"""{"generated_text":"","details":{"finish_reason":"{{{said}}}"}}"""), Completion).FinishReason);

    [Fact]
    public void Read_Prefill_GivesTheContinuationsLikelihood()
    {
        var reply = Protocol.Read(Json("""
            {"generated_text":".","details":{"finish_reason":"length","generated_tokens":1,"prefill":[
             {"id":1,"text":"<s>","logprob":null},{"id":2,"text":"The","logprob":-4},{"id":3,"text":"capital","logprob":-3},{"id":4,"text":"is","logprob":-2},{"id":5,"text":"Par","logprob":-0.75},{"id":6,"text":"is","logprob":-0.5}]}}
            """), Likelihood);

        // -0.75 + -0.5; whether another token was likelier is not told
        Assert.Equal((-1.25, false, new ToldTokens(6, null, 1)), (reply.LogLikelihood, reply.IsGreedy, reply.Tokens));
    }

    [Fact]
    public void Read_NoText_IsTheWrongShape() =>
        Assert.Equal("it has no 'generated_text'", Assert.Throws<AnswerFormatException>(() => Protocol.Read(Json("{}"), Completion)).Message);
}

using System.Collections.Immutable;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class GeminiProtocolTests
{
    private static readonly GeminiProtocol Protocol = new();

    [Fact]
    public void Call_Conversation_HasItsRolesAndSettings()
    {
        var request = new ModelRequest { Turns = [new("system", "Be short."), new("user", "a"), new("assistant", "b"), new("user", "c")], TopP = 0.9, MaxTokens = 5, Stop = ["END"] };
        var model = Model(ModelProvider.Gemini) with
        {
            Seed = 3,
            Extra = ImmutableSortedDictionary<string, string>.Empty.Add("generationConfig", """{"thinkingConfig":{"thinkingBudget":0}}"""),
        };

        var call = Protocol.Call(model, request);

        Assert.Equal("models/m-1:generateContent", call.Path);
        Assert.Equal(
            """{"contents":[{"parts":[{"text":"a"}],"role":"user"},{"parts":[{"text":"b"}],"role":"model"},{"parts":[{"text":"c"}],"role":"user"}],"systemInstruction":{"parts":[{"text":"Be short."}]},"generationConfig":{"topP":0.9,"maxOutputTokens":5,"seed":3,"stopSequences":["END"],"thinkingConfig":{"thinkingBudget":0}}}""",
            call.Body.ToJsonString());
    }

    [Theory]
    [InlineData("models/gemini-x", true, "models/gemini-x:streamGenerateContent?alt=sse")]
    [InlineData("../../v1/evil?x=1", false, "models/..%2F..%2Fv1%2Fevil%3Fx%3D1:generateContent")]
    public void Call_Name_StaysOneSegmentOfThePath(string name, bool streams, string path) =>
        Assert.Equal(path, Protocol.Call(Model(ModelProvider.Gemini, streams) with { Name = name }, Completion).Path);

    [Fact]
    public void Call_Likelihood_IsNotSupported() =>
        Assert.Throws<NotSupportedException>(() => Protocol.Call(Model(ModelProvider.Gemini), Likelihood));

    [Fact]
    public void Read_Answer_PaysForThoughtsButDoesNotShowThem()
    {
        var reply = Protocol.Read(Json("""
            {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"It is "},{"text":"4."}],"role":"model"},"finishReason":"STOP","index":0}],
             "usageMetadata":{"promptTokenCount":12,"cachedContentTokenCount":4,"candidatesTokenCount":5,"thoughtsTokenCount":20,"totalTokenCount":37},"modelVersion":"m-1"}
            """), Question);

        // 5 said + 20 thought
        Assert.Equal(("It is 4.", "stop", new ToldTokens(12, 4, 25)), (reply.Text, reply.FinishReason, reply.Tokens));
    }

    [Theory]
    [InlineData("""{"candidates":[{"finishReason":"SAFETY","safetyRatings":[]}],"usageMetadata":{"promptTokenCount":12}}""", "content_filter")]
    [InlineData("""{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":12}}""", "content_filter")]
    [InlineData("""{"candidates":[{"content":{"role":"model"},"finishReason":"MAX_TOKENS"}],"usageMetadata":{"promptTokenCount":12}}""", "length")]
    [InlineData("""{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL"}],"usageMetadata":{"promptTokenCount":12}}""", "malformed_function_call")]
    public void Read_NothingSaid_IsAnEmptyAnswerWithItsReason(string answer, string reason)
    {
        var reply = Protocol.Read(Json(answer), Question);

        Assert.Equal(("", reason, new ToldTokens(12, null, null)), (reply.Text, reply.FinishReason, reply.Tokens));
    }

    [Fact]
    public void Read_FunctionCall_NamesIt() => Assert.Equal(
        ["lookup"],
        Protocol.Read(Json("""{"candidates":[{"content":{"parts":[{"functionCall":{"name":"lookup","args":{}}}]}}]}"""), Question).Tools);

    [Fact]
    public void Read_NeitherCandidatesNorFeedback_IsTheWrongShape() =>
        Assert.Equal("it has no 'candidates'", Assert.Throws<AnswerFormatException>(() => Protocol.Read(Json("{}"), Question)).Message);
}

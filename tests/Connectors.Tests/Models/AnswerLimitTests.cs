using BenchHub.Connectors.Models;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class AnswerLimitTests
{
    [Theory]
    [InlineData(ModelProvider.OpenAi, 7)]
    [InlineData(ModelProvider.Anthropic, 7)]
    [InlineData(ModelProvider.Gemini, 7)]
    [InlineData(ModelProvider.HuggingFace, 7)]
    [InlineData(ModelProvider.OpenAi, null)]
    [InlineData(ModelProvider.Gemini, null)]
    public void Of_RequestsLimit_IsFoundInAnyBody(ModelProvider provider, int? limit) =>
        Assert.Equal(limit, AnswerLimit.Of(Model(provider), Completion with { MaxTokens = limit }));

    [Theory]
    [InlineData(ModelProvider.OpenAi, "max_completion_tokens", "9000", 9000)]
    [InlineData(ModelProvider.Gemini, "generationConfig", """{"maxOutputTokens":9000}""", 9000)]
    [InlineData(ModelProvider.HuggingFace, "parameters", """{"max_new_tokens":9000}""", 9000)]
    [InlineData(ModelProvider.HuggingFace, "parameters", "5", null)]
    [InlineData(ModelProvider.OpenAi, "max_tokens", "\"many\"", null)]
    public void Of_ExtraField_Counts(ModelProvider provider, string field, string json, int? limit) =>
        Assert.Equal(limit, AnswerLimit.Of(Model(provider) with { Extra = Model(provider).Extra.Add(field, json) }, Completion));

    [Fact]
    public void Of_NothingGiven_IsWhatTheProtocolAdds()
    {
        Assert.Equal(4096, AnswerLimit.Of(Model(ModelProvider.Anthropic), Question with { MaxTokens = null }));
        Assert.Equal(1, AnswerLimit.Of(Model(ModelProvider.OpenAi), Likelihood));
    }
}

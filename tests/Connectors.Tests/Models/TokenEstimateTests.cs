using BenchHub.Connectors.Models;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" ", 0)]
    [InlineData("word", 1)]
    [InlineData("two words", 2)]
    [InlineData("eighteen", 1)] // 8 letters
    [InlineData("nineteens", 2)] // 9 letters
    [InlineData("1234567", 3)] // 123 456 7
    [InlineData("a...!?", 4)] // a, and five signs in pairs: 1 + 3
    [InlineData("a\n\n\nb", 3)]
    [InlineData("a    b", 3)]
    [InlineData("안녕하세요", 5)]
    [InlineData("日本 text", 3)]
    [InlineData("привет", 3)] // six letters in pairs
    [InlineData("\U0001F600", 2)]
    [InlineData("naïve", 1)]
    public void Of_Text_FollowsTheRule(string text, int tokens) => Assert.Equal(tokens, TokenEstimate.Of(text));

    [Fact]
    public void Of_Request_CountsWhatIsSent()
    {
        var model = Model(ModelProvider.OpenAi) with { Instruction = "Be kind." };

        // "Be kind." 2 words, 1 sign, 4 around; "Be short." as many; "2+2?" 2 digits, 2 signs, 4
        Assert.Equal(7 + 7 + 8, TokenEstimate.Of(model, Question));
        Assert.Equal(1, TokenEstimate.Of(model, Completion));
        Assert.Equal(4, TokenEstimate.Of(model, Likelihood));

        // As a conversation: 7 for the instruction, "Once" 1 and 4 around
        Assert.Equal(12, TokenEstimate.Of(model with { Provider = ModelProvider.Anthropic }, Completion));
    }

    [Theory]
    [InlineData(10, null, 10, 2)]
    [InlineData(null, 3, 1, 3)]
    [InlineData(null, null, 1, 2)]
    public void Complete_NotAllTold_EstimatesTheRestAndSaysSo(int? input, int? output, int expectedInput, int expectedOutput) => Assert.Equal(
        new ModelTokens(expectedInput, 0, expectedOutput, IsCounted: true),
        TokenEstimate.Complete(new(input, null, output), Model(ModelProvider.OpenAi), Completion, "upon a"));

    [Fact]
    public void Complete_CachedBeyondInput_IsCutToIt() =>
        Assert.Equal(new ModelTokens(10, 10, 3), TokenEstimate.Complete(new(10, 99, 3), Model(ModelProvider.OpenAi), Question, "x"));
}

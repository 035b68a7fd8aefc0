using BenchHub.Connectors.Models;
using BenchHub.Connectors.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class EchoedTokensTests
{
    [Theory]
    // -0.5; the last token was made up by the model
    [InlineData("The|capital|_is|_Paris|.", "null,-3,-2,-0.5,-9", "_Paris", -0.5)]
    // two tokens: -0.25 + -1
    [InlineData("A|_Par|is|!", "null,-0.25,-1,-9", "_Paris", -1.25)]
    // a special token before the text shifts every offset, but not what is spelled
    [InlineData("<s>|is|_Paris|!", "null,-2,-0.5,-9", "_Paris", -0.5)]
    // servers that decode token by token lose blanks or show SentencePiece's
    [InlineData("is|Paris|!", "null,-0.5,-9", "_Paris", -0.5)]
    [InlineData("\u2581is|\u2581Paris|!", "null,-0.5,-9", "_Paris", -0.5)]
    // the blank at the end of "is " is a token of its own and belongs to the continuation: -1 + -0.5
    [InlineData("is|_|4|!", "null,-1,-0.5,-9", "4", -1.5)]
    // or it is the beginning of the next token
    [InlineData("is|_4|!", "null,-0.5,-9", "4", -0.5)]
    // "ab" + "cd": "bc" crosses the border and belongs to the context
    [InlineData("a|bc|d|!", "null,-3,-0.5,-9", "cd", -0.5)]
    // beyond the basic plane: one character for the server, two for .NET
    [InlineData("\U0001F600\U0001F600|_\U0001F600|!", "null,-0.5,-9", "_\U0001F600", -0.5)]
    public void Tail_Echo_IsTheSumOverTheContinuation(string tokens, string values, string continuation, double nats) =>
        Assert.Equal(nats, Of(tokens, values).Tail(continuation.Replace('_', ' ')).Nats);

    [Fact]
    public void Tail_NothingGenerated_LeavesNoTokenOut() =>
        Assert.Equal(-0.5, Of("is|_Paris", "null,-0.5", generated: 0).Tail(" Paris").Nats);

    [Theory]
    [InlineData("""[null,{" Paris":-0.5,"Paris":-0.5},{"x":-9}]""", true)]
    [InlineData("""[null,{" Rome":-0.4," Paris":-0.5},{"x":-9}]""", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    public void Tail_TopLogprobs_TellWhetherItIsGreedy(string tops, bool isGreedy) =>
        Assert.Equal(isGreedy, Of("is|_Paris|!", "null,-0.5,-9", tops: tops).Tail(" Paris").IsGreedy);

    [Theory]
    [InlineData("is|_Rome|!", "null,-0.5,-9", "the tokens of the echoed text do not spell the continuation 'Paris': 'Rome' stands where 'Paris' ends")]
    [InlineData("a|isParis|!", "null,-0.5,-9", "no token of the echoed text lies wholly within the continuation 'Paris'")]
    [InlineData("ris|!", "-0.5,-9", "the echoed text is shorter than the continuation 'Paris'")]
    [InlineData("is|Paris|!", "null,null,-9", "the token 'Paris' of the continuation has no log-probability")]
    [InlineData("is|Paris|!", "null,-0.5", "'logprobs' has 3 tokens and 2 token_logprobs")]
    [InlineData("", "", "'logprobs' has 1 tokens and 0 token_logprobs")]
    public void Tail_CannotBeTold_IsNeverANumber(string tokens, string values, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<AnswerFormatException>(() => Of(tokens, values).Tail("Paris")).Message);

    [Fact]
    public void Of_NoLogprobs_SaysWhatIsMissing() => Assert.Equal(
        "the first choice has no 'logprobs', which the likelihood of a text needs",
        Assert.Throws<AnswerFormatException>(() => EchoedTokens.Of(Json("""{"text":"x","logprobs":null}"""), null)).Message);

    private static EchoedTokens Of(string tokens, string values, int? generated = null, string tops = "[]") => EchoedTokens.Of(
        Json($$$"""{"logprobs":{"tokens":[{{{Quoted(tokens)}}}],"token_logprobs":[{{{values}}}],"top_logprobs":{{{tops}}}}}"""),
        generated);

    private static string Quoted(string tokens) => string.Join(',', tokens.Split('|').Select(static token => $"\"{token.Replace('_', ' ')}\""));
}
